import { describe, expect, it } from 'vitest';
import type { World } from '../../local/world.ts';
import { headlines, minutes, ONCALL, openWorld, outcomes, writes } from '../support/fleet.ts';
import { PUBLIC_REPOSITORY, publicDigests, publicReleases, pushPublic } from '../support/public-registry.ts';

const DAY = 24 * 60;
const SETTINGS = `
playbooks:
  clean-public-images:
    settings:
      rules: [{ repositories: "tools/*", keepNewest: [{ tags: "*", count: 2 }], untaggedGraceDays: 1 }]
      maxPercent: 100
      deleteAfterDays: 7
      revisions: 1
`;

async function openRegistry(mode = 'act', settings = SETTINGS) {
  const here = await openWorld(mode, settings);
  return { here, digests: publicReleases(here, 5) };
}

/** The schedule comes due; then so many days pass. */
async function sweep(here: World, days: number): Promise<void> {
  here.tick('clean-public-images');
  await minutes(here, days * DAY);
}

/** A look, the seven days that an image waits, and the look that asks: not yet answered. */
async function sweepUntilAsked(here: World): Promise<void> {
  await sweep(here, 7);
  await sweep(here, 0.1);
}

async function approve(here: World): Promise<void> {
  const [question] = here.slack.messages('#ops');
  if (!question) throw new Error('nothing was asked');
  await here.click(question, 'approve', ONCALL);
  await minutes(here, 60);
}

function useImage({ fleet }: Pick<World, 'fleet'>, family: string, image: string): void {
  const container = { name: 'app', image, memory: 512, essential: true };
  fleet.registerTaskDefinition({ family, containerDefinitions: [container] });
}

describe.concurrent('a sweep of ECR Public', () => {
  it('says and deletes nothing before it found an image unused for the whole second period', async () => {
    const { here, digests } = await openRegistry();

    await sweep(here, 6.9);
    await sweep(here, 0.1);

    expect(publicDigests(here)).toEqual(digests);
    expect(headlines(here)).toEqual([]);
    expect(writes(here)).toEqual([]);
    await here.close();
  });

  it('then asks, also in mode act, says that there is no way back, and deletes what was approved', async () => {
    const { here, digests } = await openRegistry();
    await sweepUntilAsked(here);
    const [question] = here.slack.messages('#ops');
    expect(JSON.stringify(question?.message)).toContain('cannot be brought back');
    expect(publicDigests(here)).toEqual(digests);

    await approve(here);

    expect(publicDigests(here)).toEqual(digests.slice(3));
    expect(outcomes(here).at(-1)).toMatchObject({ type: 'held' });
    await here.close();
  });

  it('keeps what the account uses, under whichever alias', async () => {
    const { here, digests } = await openRegistry();
    useImage(here, 'default', `public.ecr.aws/a1b2c3d4/${PUBLIC_REPOSITORY}:1.1.0`);
    useImage(here, 'custom', `public.ecr.aws/our-alias/${PUBLIC_REPOSITORY}@${digests[1]}`);
    await sweepUntilAsked(here);

    await approve(here);

    expect(publicDigests(here)).toEqual([digests[0], digests[1], ...digests.slice(3)]);
    await here.close();
  });

  it('lets an image wait anew that was used in between', async () => {
    const { here, digests } = await openRegistry();
    await sweep(here, 3);
    useImage(here, 'agent', `public.ecr.aws/a1b2c3d4/${PUBLIC_REPOSITORY}:1.1.0`);
    await sweep(here, 2);
    useImage(here, 'agent', 'nginx');
    await sweep(here, 2);
    await sweep(here, 0.1);

    await approve(here);

    expect(publicDigests(here)).toEqual([digests[0], ...digests.slice(3)]);
    await here.close();
  });

  it('deletes what was approved, and not what came out of use while people were asked', async () => {
    const { here, digests } = await openRegistry();
    await sweep(here, 7);
    useImage(here, 'agent', `public.ecr.aws/a1b2c3d4/${PUBLIC_REPOSITORY}:1.1.0`);
    await sweep(here, 0.1);
    useImage(here, 'agent', 'nginx');

    await approve(here);

    expect(publicDigests(here)).toEqual([digests[0], ...digests.slice(3)]);
    await here.close();
  });

  it('leaves a repository alone in which an index may list any image', async () => {
    const { here, digests } = await openRegistry();
    const child = pushPublic(here, {}, 100);
    const index = pushPublic(here, { tags: ['multi'], children: [child] }, 100);

    await sweepUntilAsked(here);

    expect(publicDigests(here).toSorted()).toEqual([...digests, child, index].toSorted());
    expect(headlines(here)).toEqual([]);
    await here.close();
  });

  it('keeps what is no container image, and so may be the signature of any', async () => {
    const { here, digests } = await openRegistry();
    const artifactType = 'application/vnd.dev.cosign.artifact.sig.v1+json';
    const signature = pushPublic(here, { subject: digests[4] ?? '', artifactType }, 100);
    const untagged = pushPublic(here, {}, 100);
    await sweepUntilAsked(here);

    await approve(here);

    expect(publicDigests(here)).toContain(signature);
    expect(publicDigests(here)).not.toContain(untagged);
    await here.close();
  });

  it('never looks at a public image without a rule', async () => {
    const { here } = await openRegistry('act', '');

    await sweep(here, 0.1);

    expect(here.fleet.calls.filter(({ client }) => client === 'ECRPUBLIC')).toEqual([]);
    await here.close();
  });
});
