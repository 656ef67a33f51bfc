import { expectMessage, expectRow, hasButton } from './checks.ts';
import { imageRevision } from './fleet.ts';
import type { Ending, Scenario, Stage } from './scenario.ts';

const REPOSITORY = 'reports/render';
const IMAGES = 60;
const DAY = 24 * 3600 * 1000;
const MIB = 1024 ** 2;

/** The newest ten stay, and so does the old one that a task definition pins by its digest. */
export const unusedImages: Scenario = {
  name: 'unused-images',
  summary: 'The registry has grown for a year; one of its oldest images is still in use',
  expects:
    'One question; once approved, a fifth of the repository goes to the archive, and nothing in use does',
  begins: '11:30',

  async play({ world, scene, pass, until, click, messages, settle }) {
    scene(
      `${REPOSITORY} holds a year of releases. The job render still pins the third oldest by its digest.`,
    );
    fillRepository(world);
    scene('The daily look at the registry is due.');
    world.tick('clean-images');
    await until('a question is asked', () => messages().some(({ message }) => hasButton(message)), 10);
    await pass(60);
    await click('approve');
    await settle(90);
  },

  check: (ending) => [
    ...expectRow(ending, { incidents: 1, messages: 1, decision: 'act', outcomes: ['held'] }),
    ...expectMessage(ending, 'DONE', `archived 12 images of ${REPOSITORY}`, 'in use'),
    ...expectPinnedImage(ending),
  ],
};

function fillRepository({ fleet, timeline }: Stage['world']): void {
  fleet.createRepository({ name: REPOSITORY });
  for (let release = 1; release <= IMAGES; release += 1) {
    const age = (IMAGES - release) * 6 * DAY;
    const digest = fleet.pushImage(REPOSITORY, {
      tags: [`1.${release}.0`],
      bytes: 180 * MIB,
      pushedAt: timeline.now() - age,
    });
    if (release === 3) imageRevision(fleet, 'render', `${REPOSITORY}@${digest}`);
  }
}

function expectPinnedImage({ world }: Ending): string[] {
  const input = { repositoryName: REPOSITORY, imageIds: [{ imageTag: '1.3.0' }] };
  const { imageDetails } = world.fleet.send('ECR', 'DescribeImages', input) as {
    imageDetails?: readonly { imageStatus?: string }[];
  };
  return imageDetails?.[0]?.imageStatus === 'ACTIVE' ? [] : ['the image that the job pins is gone'];
}
