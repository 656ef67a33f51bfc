import fc from 'fast-check';
import type { Freeze } from '../../shared/domain/config.ts';
import type { GuardFacts } from '../../shared/domain/guard.ts';
import type { DeletePublicImages } from '../../shared/domain/images-action.ts';
import { MODE_TAG, PROTECTED_TAG } from '../../shared/domain/mode.ts';
import { review } from '../../shared/guardrails/index.ts';
import {
  actAgo,
  CONFIG,
  desiredCount,
  factsUnder,
  NOW,
  planOf,
  RECORD,
  ROLLBACK,
} from '../../test/guardrails/sample.ts';
import { check, must } from '../check.ts';
import type { Row } from '../row.ts';

const HOSTILE = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, -0.5, 1.5];
const count = (max: number) =>
  fc.oneof({ weight: 12, arbitrary: fc.nat(max) }, { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) });

/** NOW is a Monday at 10:00 in UTC. */
const FROZEN: Freeze = { name: 'Now', timezone: 'UTC', days: ['mon'], from: '09:00', to: '11:00' };
const PAST: Freeze = { name: 'Past', timezone: 'UTC', start: '2026-03-20', end: '2026-03-22' };

/** One random fleet, ledger, configuration and plan, in the numbers that the rules are about. */
const WORLD = fc.record({
  killSwitch: fc.constantFrom('off', 'off', 'off', 'on', 'unreadable'),
  mode: fc.constantFrom('off', 'observe', 'ask', 'act', 'act'),
  tag: fc.constantFrom(undefined, undefined, 'act', 'ask', 'observe', 'Act!'),
  guarded: fc.constantFrom('no', 'no', 'no', 'rule', 'tag'),
  freeze: fc.constantFrom('none', 'none', 'past', 'now'),
  actions: fc.constantFrom(0, 1, 1, 1, 2, 3, 11),
  /** Whether one of two cannot be taken back. */
  forGood: fc.constantFrom(false, false, true),
  desired: count(4),
  acts: fc.array(fc.tuple(fc.nat(48 * 60), fc.nat(3)), { maxLength: 4 }),
  used: count(20),
  perTarget: count(6),
  perHour: count(20),
  cooldown: count(60),
  failing: count(10),
  active: count(20),
  percent: count(100),
  least: count(4),
});
type World = typeof WORLD extends fc.Arbitrary<infer T> ? T : never;

const FOR_GOOD: DeletePublicImages = {
  kind: 'ecr-public.delete-images',
  target: 'arn:aws:ecr-public::111122223333:repository/*',
  registryId: '111122223333',
  risk: 'high',
  bytes: 1,
  chosen: [{ repository: 'tools', images: [{ digest: `sha256:${'a'.repeat(64)}`, tagsHash: '' }] }],
};

function planIn({ actions, desired, forGood }: World) {
  const other = forGood ? FOR_GOOD : ROLLBACK;
  return planOf(
    Array.from({ length: actions }, (_, index) => (index > 0 ? other : desiredCount(2, desired))),
  );
}

function factsIn(world: World): GuardFacts {
  const { killSwitch, mode, tag, guarded, freeze, failing, active, used } = world;
  const tags = {
    ...(tag !== undefined && { [MODE_TAG]: tag }),
    ...(guarded === 'tag' && { [PROTECTED_TAG]: 'true' }),
  };
  const config = {
    mode,
    protect: guarded === 'rule' ? [{ cluster: 'prod', name: '*-api', reason: 'said so' }] : [],
    freezes: { none: [], past: [PAST], now: [PAST, FROZEN] }[freeze],
    budgets: { perTargetPerDay: world.perTarget, perAccountPerHour: world.perHour },
    cooldownMinutes: world.cooldown,
    fleet: { ...CONFIG.fleet, maxFailingPercent: world.percent, minFailingServices: world.least },
  } as const;
  const acts = world.acts.map(([minutes, generation]) => actAgo(minutes, generation));
  const counts = { failingServices: failing, activeServices: active, actionsThisHour: used };
  return factsUnder(config, { ...counts, killSwitch, tags, now: NOW, record: { ...RECORD, acts } });
}

/** Why nothing may be done, said a second time and differently: in what must hold, not in what must not. */
function mayChange(world: World): boolean {
  const { actions, desired, used, perTarget, perHour, cooldown, failing, active, percent, least } = world;
  const whole = [desired, used, perTarget, perHour, cooldown, failing, active, least].every(
    (value) => Number.isInteger(value) && value >= 0,
  );
  const today = world.acts.filter(([minutes]) => minutes < 24 * 60).length;
  const cool = world.acts.every(([minutes, generation]) => generation === 3 || minutes >= cooldown);
  const fleetFine =
    active > 0 && percent > 0 && least > 0 && (failing < least || failing * 100 <= percent * active);
  const within = actions >= 1 && actions <= 10 && today + actions <= perTarget && used + actions <= perHour;
  const free = world.killSwitch === 'off' && world.guarded === 'no' && world.freeze !== 'now';
  return whole && within && cool && fleetFine && free && percent <= 100;
}

const VERDICTS = ['act', 'ask', 'observe', 'deny'];

export const guardViolations: Row = {
  id: 'R4',
  promise: 'no rule is exceeded',
  tried: 'random fleets, budgets, cooldowns, freezes, modes and plans, against the rules said a second time',
  runs: { few: 50_000, quick: 200_000, many: 1_000_000 },

  async prove(seed, runs) {
    const seen = new Map<string, number>();
    const finding = await check(
      'decisions',
      fc.property(WORLD, (world) => {
        const { type, by, reason } = review(planIn(world), factsIn(world));
        seen.set(type, (seen.get(type) ?? 0) + 1);
        const wanted = world.tag ?? world.mode;
        const allowed = mayChange(world) && (wanted === 'act' || wanted === 'ask');
        const asked = world.forGood && world.actions > 1 ? 'ask' : wanted;
        if (allowed) return must(type === asked, `${type} by ${by}, although nothing stands against it`);
        must(type === 'deny' || type === 'observe', `${type}, although a rule stands against it`);
        must(by !== '' && reason !== '', 'a verdict without a name or a reason');
      }),
      seed,
      runs,
    );
    const rare = VERDICTS.filter((type) => (seen.get(type) ?? 0) < runs / 1000);
    const unseen = rare.map((type) => `the verdict ${type} came up too seldom to prove anything`);
    return { ...finding, violations: [...finding.violations, ...unseen] };
  },
};
