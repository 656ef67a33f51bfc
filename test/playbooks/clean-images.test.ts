import { describe, expect, it } from 'vitest';
import { READ_PERMISSIONS } from '../../shared/aws/reads.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import type { ScheduleSignal } from '../../shared/domain/signal.ts';
import { cleanImages } from '../../shared/playbooks/clean-images.ts';
import { decideSweep } from '../../shared/playbooks/ecr/sweep-decision.ts';
import type { RepositorySweep, SweepFacts } from '../../shared/playbooks/ecr/sweep-facts.ts';
import { IMAGE_USE_PERMISSIONS } from '../../shared/playbooks/ecr/use-scope.ts';

const SETTINGS = cleanImages.settings.parse({});
const TICK: ScheduleSignal = {
  kind: 'schedule.tick',
  id: 'tick-1',
  account: '111122223333',
  region: 'eu-west-1',
  occurredAt: '2026-03-02T05:00:00.000Z',
  schedule: 'clean-images',
};
const PUSH = { ...TICK, kind: 'ecr.image-pushed', repository: 'payments/api', action: 'PUSH' } as const;

describe('clean-images, triage', () => {
  it('looks at the whole registry when its schedule comes due', () => {
    const triage = cleanImages.triage(TICK, null, SETTINGS, []);

    expect(triage).toMatchObject({ type: 'respond', target: { kind: 'registry' }, mark: { id: 'tick-1' } });
  });

  it.each([
    ['the schedule of another playbook', { ...TICK, schedule: 'answer-scan' }, {}],
    ['a push, unless a limit says otherwise', PUSH, {}],
    ['everything, where no rule says what may go', TICK, { rules: [] }],
  ])('ignores %s', (_what, signal, settings) => {
    const triage = cleanImages.triage(signal, null, cleanImages.settings.parse(settings), []);

    expect(triage.type).toBe('ignore');
  });

  it('looks at the one repository that grew, where a limit is set', () => {
    const triage = cleanImages.triage(PUSH, null, cleanImages.settings.parse({ sweepOver: 1000 }), []);

    expect(triage).toMatchObject({ target: { kind: 'repository', repository: 'payments/api' } });
  });
});

const NONE = { chosen: [], images: 0, bytes: 0 };
const SOME = {
  chosen: [{ repository: 'api', images: [{ digest: `sha256:${'a'.repeat(64)}`, tagsHash: 'x' }] }],
  images: 1,
  bytes: 5_000_000,
};

function factsWith(change: Partial<RepositorySweep>, removed = false): SweepFacts {
  const one = { repository: 'api', images: 40, archive: NONE, delete: NONE, restore: NONE, ...change };
  return {
    account: '111122223333',
    registry: 'private',
    registryArn: 'arn:aws:ecr:eu-west-1:111122223333:repository/*',
    chosenAt: TICK.occurredAt,
    busy: [one],
    returning: 0,
    repositories: 3,
    images: 100,
    keptBy: { 'in-use': 60, young: 39 },
    removed,
  };
}

const kindsOf = (decision: Decision) =>
  decision.type === 'act' ? decision.actions.map(({ kind }) => kind) : decision.type;

describe('clean-images, decision', () => {
  it('archives last, so that nothing refused keeps it from a second look, and says what becomes of it', () => {
    const decision = decideSweep(factsWith({ archive: SOME, delete: SOME }), SETTINGS);

    expect(kindsOf(decision)).toEqual(['ecr.delete-images', 'ecr.archive-images']);
    expect(decision.reason).toContain('can be restored, and is deleted after 90 days');
  });

  it('gives back what is needed before it removes anything', () => {
    const decision = decideSweep(factsWith({ archive: SOME, restore: SOME }), SETTINGS);

    expect(kindsOf(decision)).toEqual(['ecr.restore-images']);
    expect(decision).toMatchObject({ thenDecideAgain: true });
  });

  it('says nothing to anybody when there is nothing to clean', () => {
    const decision = decideSweep(factsWith({}), SETTINGS);

    expect(decision).toMatchObject({ type: 'nothing', silent: true });
    expect(decision.reason).toContain('60 in use, 39 young');
  });

  it('takes no second share in one run', () => {
    expect(decideSweep(factsWith({ archive: SOME }, true), SETTINGS)).toMatchObject({ type: 'nothing' });
  });

  it('carries what takes an archiving back', () => {
    const decision = decideSweep(factsWith({ archive: SOME }), SETTINGS);

    const [action] = decision.type === 'act' ? decision.actions : [];
    expect(action).toMatchObject({ inverse: { kind: 'ecr.restore-images', chosen: SOME.chosen } });
  });
});

describe('clean-images, permissions', () => {
  it('has all that it takes to find out who uses which image', () => {
    expect([...IMAGE_USE_PERMISSIONS].sort()).toEqual(READ_PERMISSIONS.imageUses);
  });
});
