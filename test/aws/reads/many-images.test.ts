import { expect, it } from 'vitest';
import { readImages } from '../../../shared/aws/reads/images.ts';
import { planRepository } from '../../../shared/images/plan.ts';
import { cleanImages } from '../../../shared/playbooks/clean-images.ts';
import { createRegistryStage, HOST } from '../../local/fleet/ecr/support.ts';
import { START } from '../../local/fleet/support.ts';

const IMAGES = 10_000;
const DAY = 24 * 3600_000;

it('plans a repository with a call for each thousand images, and one for each hundred indexes', async () => {
  const { fleet, ecr } = createRegistryStage();
  let last = fleet.pushImage('web', { pushedAt: START - 400 * DAY });
  for (let index = 1; index < IMAGES; index += 1) {
    const children = index % 100 === 0 ? { children: [last] } : {};
    last = fleet.pushImage('web', { tags: [`build-${index}`], pushedAt: START - 400 * DAY, ...children });
  }

  const images = await readImages(ecr, 'web');
  const { rules } = cleanImages.settings.parse({});
  const plan = planRepository({
    repository: { arn: 'arn', name: 'web', registry: HOST },
    images,
    graph: { uses: [], unread: [] },
    rules,
    limits: { maxPercent: 20, maxImages: 500, deleteAfterDays: 90, archive: true },
    now: START,
  });

  const calls = fleet.calls.map(({ command }) => command);
  expect(plan.images).toBe(IMAGES);
  expect(plan.archive).toHaveLength(500);
  expect(Map.groupBy(calls, (command) => command).get('DescribeImages')).toHaveLength(IMAGES / 1000);
  expect(calls).toHaveLength(IMAGES / 1000 + 1);
});
