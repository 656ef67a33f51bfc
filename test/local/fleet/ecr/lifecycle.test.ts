import {
  DeleteLifecyclePolicyCommand,
  GetLifecyclePolicyCommand,
  GetLifecyclePolicyPreviewCommand,
  PutLifecyclePolicyCommand,
  StartLifecyclePolicyPreviewCommand,
  UpdateImageStorageClassCommand,
} from '@aws-sdk/client-ecr';
import { describe, expect, it } from 'vitest';
import { HOUR, START, webService } from '../support.ts';
import { createRegistryStage, imagesOf, type RegistryStage, registryEvents } from './support.ts';

const web = { repositoryName: 'web' };
const DAY = 24 * HOUR;
const expire = { type: 'expire' };
const older = { countType: 'sinceImagePushed', countUnit: 'days', countNumber: 30 };
const newest = (countNumber: number) => ({ countType: 'imageCountMoreThan', countNumber });
const tagged = (...tagPatternList: string[]) => ({ tagStatus: 'tagged', tagPatternList });
const untagged = { tagStatus: 'untagged' };

interface Rule {
  readonly selection: object;
  readonly action: object;
}

/** The rules of a policy, with priorities in their order. */
function policy(...rules: readonly Rule[]): string {
  return JSON.stringify({ rules: rules.map((rule, index) => ({ rulePriority: index + 1, ...rule })) });
}

function push({ fleet }: RegistryStage, daysAgo: number, ...tags: string[]): string {
  return fleet.pushImage('web', { tags, pushedAt: START - daysAgo * DAY });
}

/** What a policy would do, as digests with the rule that does it. */
async function preview(stage: RegistryStage, lifecyclePolicyText: string) {
  await stage.ecr.send(new StartLifecyclePolicyPreviewCommand({ ...web, lifecyclePolicyText }));
  await stage.pass(1);
  const { previewResults, summary } = await stage.ecr.send(new GetLifecyclePolicyPreviewCommand(web));
  return { results: previewResults?.map((one) => [one.imageDigest, one.appliedRulePriority]), summary };
}

describe('local/fleet/ecr lifecycle policies', () => {
  it('are kept as they were put, and taken away again', async () => {
    const { ecr } = createRegistryStage();
    const get = () => ecr.send(new GetLifecyclePolicyCommand(web));
    const lifecyclePolicyText = policy({ selection: { ...untagged, ...older }, action: expire });
    const none = { name: 'LifecyclePolicyNotFoundException' };

    await expect(get()).rejects.toMatchObject(none);
    await ecr.send(new PutLifecyclePolicyCommand({ ...web, lifecyclePolicyText }));
    const kept = await get();
    await ecr.send(new DeleteLifecyclePolicyCommand(web));

    expect(kept).toMatchObject({ registryId: '111122223333', lifecyclePolicyText });
    await expect(get()).rejects.toMatchObject(none);
  });

  it.each([
    ['no JSON', '{', 'it is not JSON'],
    ['no rule', policy(), 'rules'],
    [
      'a tag status without tags',
      policy({ selection: { tagStatus: 'tagged', ...older }, action: expire }),
      'needs',
    ],
    [
      'tags where there are none',
      policy({ selection: { ...tagged('a'), ...untagged, ...older }, action: expire }),
      'tagPatternList',
    ],
    [
      'days of a number of images',
      policy({ selection: { ...untagged, ...older, ...newest(1) }, action: expire }),
      'countUnit',
    ],
    ['five wildcards', policy({ selection: { ...tagged('*****'), ...older }, action: expire }), 'four'],
    [
      'two rules for what is untagged',
      policy(
        { selection: { ...untagged, ...older }, action: expire },
        { selection: { ...untagged, ...older }, action: expire },
      ),
      'only one',
    ],
    [
      'a rule after that for any',
      policy(
        { selection: { tagStatus: 'any', ...older }, action: expire },
        { selection: { ...untagged, ...older }, action: expire },
      ),
      'highest',
    ],
    [
      'a transition out of the archive',
      policy({
        selection: { ...untagged, ...older, storageClass: 'archive' },
        action: { type: 'transition', targetStorageClass: 'archive' },
      }),
      'cannot transition',
    ],
    [
      'less than ninety days in the archive',
      policy({
        selection: { ...untagged, ...older, countType: 'sinceImageTransitioned', storageClass: 'archive' },
        action: expire,
      }),
      '90 days',
    ],
  ])('are refused with %s', async (_what, lifecyclePolicyText, words) => {
    const { ecr } = createRegistryStage();

    const put = ecr.send(new PutLifecyclePolicyCommand({ ...web, lifecyclePolicyText }));

    await expect(put).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(words),
    });
  });

  it('are previewed without touching anything, and one at a time', async () => {
    const stage = createRegistryStage();
    const old = push(stage, 31);
    push(stage, 29);
    const lifecyclePolicyText = policy({ selection: { ...untagged, ...older }, action: expire });
    const start = () =>
      stage.ecr.send(new StartLifecyclePolicyPreviewCommand({ ...web, lifecyclePolicyText }));
    const get = () => stage.ecr.send(new GetLifecyclePolicyPreviewCommand(web));

    await expect(get()).rejects.toMatchObject({ name: 'LifecyclePolicyPreviewNotFoundException' });
    await start();
    await expect(start()).rejects.toMatchObject({ name: 'LifecyclePolicyPreviewInProgressException' });
    const early = await get();
    await stage.pass(1);

    expect(early).toMatchObject({ status: 'IN_PROGRESS' });
    expect(await get()).toMatchObject({
      status: 'COMPLETE',
      previewResults: [
        {
          imageDigest: old,
          action: { type: 'EXPIRE' },
          appliedRulePriority: 1,
          storageClass: 'STANDARD',
        },
      ],
      summary: { expiringImageTotalCount: 1 },
    });
    expect(await imagesOf(stage)).toHaveLength(2);
  });

  it('keep the newest, and leave what fits a rule alone in all later ones', async () => {
    const stage = createRegistryStage();
    const first = push(stage, 90, 'prod-1');
    push(stage, 80, 'prod-2');
    const dev = push(stage, 70, 'dev-1');

    const { results } = await preview(
      stage,
      policy(
        { selection: { ...tagged('prod-*'), ...newest(1) }, action: expire },
        { selection: { tagStatus: 'any', ...older }, action: expire },
      ),
    );

    expect(results).toEqual([
      [first, 1],
      [dev, 2],
    ]);
  });

  it('select what fits all patterns, or all prefixes', async () => {
    const stage = createRegistryStage();
    const both = push(stage, 31, 'prod-1', 'eu-1');
    push(stage, 31, 'prod-2');
    const selection = { tagStatus: 'tagged', ...older };

    const byPattern = await preview(
      stage,
      policy({ selection: { ...selection, tagPatternList: ['prod*', '*u-1'] }, action: expire }),
    );
    const byPrefix = await preview(
      stage,
      policy({ selection: { ...selection, tagPrefixList: ['prod', 'eu'] }, action: expire }),
    );

    expect([byPattern.results, byPrefix.results]).toEqual([[[both, 1]], [[both, 1]]]);
  });

  it('count the days since a pull, and since the push of what was never pulled', async () => {
    const stage = createRegistryStage();
    push(stage, 40, '1.0');
    const unused = push(stage, 40, '0.9');
    push(stage, 10, '0.8');
    stage.fleet.createService({ ...webService(1), runningSince: START - DAY });

    const { results } = await preview(
      stage,
      policy({
        selection: { tagStatus: 'any', ...older, countType: 'sinceImagePulled' },
        action: expire,
      }),
    );

    expect(results).toEqual([[unused, 1]]);
  });

  it('spare the children of an index, and take artifacts with the image that they belong to', async () => {
    const stage = createRegistryStage();
    const child = push(stage, 60);
    const index = stage.fleet.pushImage('web', { tags: ['1.0'], children: [child] });
    const gone = push(stage, 60);
    const signature = stage.fleet.pushImage('web', { subject: gone, pushedAt: START - 60 * DAY });
    const lifecyclePolicyText = policy({ selection: { ...untagged, ...older }, action: expire });
    await stage.ecr.send(new PutLifecyclePolicyCommand({ ...web, lifecyclePolicyText }));

    stage.fleet.applyLifecyclePolicy('web');

    const { lastEvaluatedAt } = await stage.ecr.send(new GetLifecyclePolicyCommand(web));
    expect((await imagesOf(stage)).map(({ imageDigest }) => imageDigest)).toEqual([child, index]);
    expect(registryEvents(stage).slice(-2)).toMatchObject([
      { 'action-type': 'DELETE', 'image-digest': gone },
      { 'action-type': 'DELETE', 'image-digest': signature },
    ]);
    expect(lastEvaluatedAt).toEqual(new Date(START));
  });

  it('archive, and expire what has been in the archive for long', async () => {
    const stage = createRegistryStage();
    const image = push(stage, 60);
    const archived = {
      countType: 'sinceImageTransitioned',
      countUnit: 'days',
      countNumber: 90,
      storageClass: 'archive',
    };
    const lifecyclePolicyText = policy(
      { selection: { ...untagged, ...older }, action: { type: 'transition', targetStorageClass: 'archive' } },
      { selection: { ...untagged, ...archived }, action: expire },
    );
    await stage.ecr.send(new PutLifecyclePolicyCommand({ ...web, lifecyclePolicyText }));
    const any = { filter: { imageStatus: 'ANY' } } as const;

    const { summary } = await preview(stage, lifecyclePolicyText);
    stage.fleet.applyLifecyclePolicy('web');
    const before = await imagesOf(stage, any);
    await stage.pass(91 * 24 * 60);
    stage.fleet.applyLifecyclePolicy('web');

    expect(summary).toEqual({
      expiringImageTotalCount: 0,
      transitioningImageTotalCounts: [{ targetStorageClass: 'ARCHIVE', imageTotalCount: 1 }],
    });
    expect(before).toMatchObject([{ imageDigest: image, imageStatus: 'ARCHIVED' }]);
    expect(await imagesOf(stage, any)).toEqual([]);
  });

  it('count a restored image from its restore', async () => {
    const stage = createRegistryStage();
    const imageDigest = push(stage, 60);
    const move = (targetStorageClass: 'ARCHIVE' | 'STANDARD') =>
      stage.ecr.send(
        new UpdateImageStorageClassCommand({ ...web, imageId: { imageDigest }, targetStorageClass }),
      );
    await move('ARCHIVE');
    await move('STANDARD');
    await stage.pass(20);

    const { results } = await preview(
      stage,
      policy({ selection: { ...untagged, ...older }, action: expire }),
    );

    expect(results).toEqual([]);
  });
});
