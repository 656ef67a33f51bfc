import { describe, expect, it } from 'vitest';
import { daysAgo, digestOf, imageOf, indexOf, REPOSITORY, TODAY, useOf } from '../../prove/worlds/images.ts';
import type { Plan } from '../../shared/domain/decision.ts';
import type { Image, ImageUse } from '../../shared/domain/image.ts';
import { choose, type DeleteImages, type ImagesAction } from '../../shared/domain/images-action.ts';
import type { IncidentRecord } from '../../shared/domain/incident.ts';
import type { Situation } from '../../shared/domain/playbook.ts';
import type { Reads } from '../../shared/domain/reads.ts';
import type { RegistryTarget } from '../../shared/domain/target.ts';
import { cleanImages } from '../../shared/playbooks/clean-images.ts';
import { sweepResponse } from '../../shared/playbooks/ecr/sweep-response.ts';
import { incidentRef, SITUATED } from '../support/incidents.ts';

const SETTINGS = cleanImages.settings.parse({});
const TARGET: RegistryTarget = {
  ...{ kind: 'registry', account: '111122223333', region: 'eu-central-1' },
  ...{ partition: 'aws', name: 'registry' },
};
const ARCHIVED = { status: 'ARCHIVED', archivedAt: daysAgo(1) } as const;
const CHILD = imageOf('child', ARCHIVED);

function readsOf(images: readonly Image[], uses: readonly ImageUse[]): Reads {
  const reads: Partial<Reads> = {
    repositories: async () => [REPOSITORY],
    images: async () => images,
    repositoryTags: async () => ({}),
    imageUses: async () => ({ uses, unread: [] }),
  };
  return reads as Reads;
}

function situation(): Situation {
  const incident = incidentRef({ playbook: 'clean-images', target: TARGET, openedAt: daysAgo(0) });
  const { key, generation } = incident;
  const record: IncidentRecord = { key, generation, state: 'open', marks: [], acts: [], quiet: [] };
  return { incident, record, attempts: [], now: TODAY, ...SITUATED };
}

function removal(kind: 'ecr.archive-images' | 'ecr.delete-images', image: Image): Plan {
  const chosen = [{ repository: REPOSITORY.name, images: [choose(image)] }];
  const base = { target: 'arn', registryId: '111122223333', bytes: 1, chosen } as const;
  const remove: DeleteImages = {
    ...base,
    kind: 'ecr.delete-images',
    risk: 'high',
    status: 'ARCHIVED',
    chosenAt: '',
  };
  const inverse = { ...base, kind: 'ecr.restore-images', risk: 'low' } as const;
  const archive = {
    ...base,
    kind: 'ecr.archive-images',
    risk: 'medium',
    chosenAt: daysAgo(0),
    inverse,
  } as const;
  const actions: readonly ImagesAction[] = [kind === 'ecr.delete-images' ? remove : archive];
  return { type: 'act', reason: 'r', actions, success: 's', deadlineSeconds: 60, holdSeconds: 0 };
}

function check(plan: Plan, images: readonly Image[], uses: readonly ImageUse[] = []) {
  return sweepResponse.verify(plan, situation(), readsOf(images, uses), SETTINGS, TODAY + 60 * 60_000);
}

async function decision(images: readonly Image[], uses: readonly ImageUse[]) {
  const { facts } = await sweepResponse.gather(situation(), readsOf(images, uses), SETTINGS);
  return sweepResponse.decide(facts, SETTINGS, TODAY);
}

describe('clean-images, after it archived', () => {
  const plan = removal('ecr.archive-images', CHILD);

  it('is content when nothing needs what lies in the archive', async () => {
    expect(await check(plan, [CHILD])).toMatchObject({ type: 'held', final: true });
  });

  it('gives back a child of an index that somebody began to use', async () => {
    const index = indexOf('index', [CHILD]);

    const found = await check(plan, [index, CHILD], [useOf({ digest: index.digest })]);

    expect(found).toMatchObject({
      type: 'changed',
      reason: expect.stringContaining('service api in prod'),
    });
  });

  it('gives back a child of an index that was pushed meanwhile, although nothing uses it yet', async () => {
    const index = indexOf('index', [CHILD], { pushedAt: daysAgo(0) });

    expect(await check(plan, [index, CHILD])).toMatchObject({ type: 'changed' });
    expect(await decision([index, CHILD], [])).toMatchObject({
      actions: [{ kind: 'ecr.restore-images', chosen: [{ images: [{ digest: CHILD.digest }] }] }],
    });
  });

  it('waits for an index in use that is being restored: it is not known yet what it lists', async () => {
    const { children: _unread, ...index } = indexOf('index', [CHILD], { status: 'ACTIVATING' });
    const uses = [useOf({ digest: index.digest })];

    expect(await check(plan, [index, CHILD], uses)).toMatchObject({ type: 'changed' });
    expect(await decision([index, CHILD], uses)).toMatchObject({ type: 'wait', seconds: 300 });
  });
});

describe('clean-images, after it deleted', () => {
  it('fails when somebody names what is gone', async () => {
    const plan = removal('ecr.delete-images', CHILD);
    const uses = [useOf({ digest: digestOf('child'), by: 'function thumbnails' })];

    const found = await check(plan, [imageOf('other')], uses);

    expect(found).toMatchObject({ type: 'failed', reason: expect.stringContaining('function thumbnails') });
  });

  const TAGS = ['1.4.0', 'stable'];
  it.each([...TAGS, undefined])('fails when somebody names it by the tag %s alone', async (tag) => {
    const image = { ...CHILD, tags: tag === undefined ? ['latest'] : TAGS };
    const { digest: _none, ...use } = useOf({ by: 'function thumbnails', ...(tag && { tag }) });

    const found = await check(removal('ecr.delete-images', image), [imageOf('other')], [use]);

    const reason = `function thumbnails needs ${tag ?? 'latest'} of ${REPOSITORY.name}, which was deleted`;
    expect(found).toEqual({ type: 'failed', reason });
  });

  it('is not concerned with a tag that none of the deleted images had', async () => {
    const plan = removal('ecr.delete-images', { ...CHILD, tags: TAGS });
    const { digest: _none, ...use } = useOf({ tag: 'never-pushed' });

    expect(await check(plan, [imageOf('other')], [use])).toMatchObject({ type: 'held' });
  });
});
