import { describe, expect, it } from 'vitest';
import { EMPTY_REGISTRY } from '../../local/empty-registry.ts';
import { fleetFromEvent } from '../../local/explain/fleet-from-event.ts';
import type { Image, UseGraph } from '../../shared/domain/image.ts';
import type { Reads } from '../../shared/domain/reads.ts';
import type { LifecyclePreview, RepositorySettings } from '../../shared/domain/repository-settings.ts';
import { judgeWhatIsRead } from '../../shared/playbooks/ecr/settings-previews.ts';
import { type Found, fatesOf } from '../../shared/playbooks/ecr/settings-selection.ts';
import { enforceRepositorySettings } from '../../shared/playbooks/enforce-repository-settings.ts';

const HOST = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const WEB: RepositorySettings = {
  arn: 'arn:aws:ecr:eu-west-1:111122223333:repository/web',
  name: 'web',
  registry: HOST,
  scanOnPush: false,
  tagMutability: 'MUTABLE',
  encryption: 'AES256',
};
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const image = (letter: string, more: Partial<Image> = {}): Image => ({
  digest: digest(letter),
  tags: [],
  bytes: 1,
  pushedAt: '2026-01-01T00:00:00Z',
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  status: 'ACTIVE',
  ...more,
});
const CHANGE = { repository: 'web', from: '', to: 'the policy' };
const takes = (...letters: string[]): LifecyclePreview => ({
  policy: CHANGE.to,
  status: 'COMPLETE',
  effects: letters.map((letter) => ({ digest: digest(letter), type: 'EXPIRE' })),
});

/** The judgement where the task `api` runs image `a`. */
function judge(preview: LifecyclePreview | undefined, images: readonly Image[]) {
  const reads = { lifecyclePreview: async () => preview, images: async () => images };
  const by = 'task api';
  const uses = [{ registry: HOST, repository: 'web', digest: digest('a'), kind: 'running', by }] as const;
  return judgeWhatIsRead(WEB, CHANGE, reads, async (): Promise<UseGraph> => ({ uses, unread: [] }));
}

describe('shared/playbooks/ecr/settings-previews', () => {
  const index = (more: Partial<Image> = {}) => image('b', { mediaType: INDEX, ...more });

  it.each([
    ['the image that runs', takes('a'), [image('a')]],
    ['the index that lists what runs', takes('b'), [image('a'), index({ children: [digest('a')] })]],
    ['the signature of what runs', takes('c'), [image('a'), image('c', { subject: digest('a') })]],
  ])('keeps a policy from taking %s', async (_what, preview, images) => {
    expect(await judge(preview, images)).toEqual({
      type: 'blocked',
      reason: expect.stringMatching(/^it would take 1 image in use: sha256:.{12}… of task api$/),
    });
  });

  it.each([
    ['none was started', undefined],
    ['it is of another policy', { ...takes('d'), policy: 'another' }],
    ['it is under way', { ...takes(), status: 'IN_PROGRESS' }],
    ['it failed', { ...takes(), status: 'FAILED' }],
  ])('does not go by a preview when %s', async (_why, preview) => {
    expect(await judge(preview, [image('a'), image('d')])).toMatchObject({ type: 'blocked' });
  });

  it('does not take an index for unused whose manifest could not be read', async () => {
    const judged = await judge(takes('d'), [image('a'), index(), image('d')]);

    expect(judged).toMatchObject({ type: 'blocked', reason: expect.stringContaining('could not be read') });
  });

  it('lets a policy take what nothing uses, and counts it', async () => {
    const archives = { digest: digest('e'), type: 'TRANSITION' };
    const preview = { ...takes('d'), effects: [...takes('d').effects, archives] };
    const images = [image('a'), image('d'), image('e'), index({ status: 'ARCHIVED' })];

    expect(await judge(preview, images)).toEqual({ type: 'harmless', expires: 1, archives: 1 });
  });
});

const RULE = { repositories: '*', tags: 'immutable' } as const;
const found = (name: string, more: Partial<Found> = {}): Found => ({
  repository: name,
  setting: 'tags',
  text: 'differs',
  change: { ...CHANGE, repository: name },
  of: { ...WEB, name },
  rule: RULE,
  ...more,
});

function fates(all: readonly Found[], done: readonly string[] = [], maxRepositories = 50) {
  const tick = {
    kind: 'schedule.tick',
    id: '1',
    account: '',
    region: '',
    occurredAt: '',
    schedule: '',
  } as const;
  const reads: Reads = { ...fleetFromEvent(tick), ...EMPTY_REGISTRY };
  const settings = enforceRepositorySettings.settings.parse({ maxRepositories });
  const about = { account: '111122223333', found: all, scanning: undefined, done: new Set(done) };
  return fatesOf({ ...about, reads, settings });
}

describe('shared/playbooks/ecr/settings-selection', () => {
  it('sets no more repositories in one run than it may', async () => {
    const made = await fates([found('a'), found('b'), found('c')], ['ecr.set-tag-mutability z'], 2);

    expect(made.map(({ does }) => does)).toEqual(['set-tags', 'later', 'later']);
  });

  it('previews no more policies than fit into a checkpoint', async () => {
    const long = { from: 'x'.repeat(20_000), to: 'y'.repeat(20_000) };
    const policy = (repository: string) =>
      found(repository, { setting: 'lifecycle', change: { repository, ...long } });

    const made = await fates([policy('a'), policy('b')]);

    expect(made.map(({ does }) => does)).toEqual(['preview', 'later']);
  });

  it.each([
    ['tags', 'ecr.set-tag-mutability a'],
    ['lifecycle', 'ecr.put-lifecycle-policy a'],
  ] as const)('does not set %s twice in one run', async (setting, done) => {
    const [fate] = await fates([found('a', { setting })], [done, 'ecr.preview-lifecycle-policy a']);

    expect(fate).toMatchObject({ does: 'tell', note: 'it was set in this run, and differs again' });
  });

  it.each(['tags', 'lifecycle', 'scanning'] as const)(
    'only tells of %s where the rule says so',
    async (setting) => {
      const [fate] = await fates([found('a', { setting, rule: { ...RULE, tellOnly: true } })]);

      expect(fate?.does).toBe('tell');
    },
  );
});
