import { canonical } from '../../domain/action.ts';
import type { ScheduledScaling } from '../../domain/scaling.ts';
import type { SetScheduledAction } from '../../domain/scaling-action.ts';
import { type Fate, registering, type Wanting } from './ruled.ts';
import { aimedAt } from './wanted-policy.ts';
import { OURS } from './wanted-steps.ts';

/** Scheduled actions that are missing or have drifted; none where people move the bounds by actions of their own. */
export function scheduledFates(wanting: Wanting): readonly Fate[] {
  const { wanted, scheduled } = wanting;
  if (scheduled.some(({ name }) => !name.startsWith(OURS))) return [];
  return wanted.scheduled.flatMap((action) => scheduledFate(wanting, action) ?? []);
}

function scheduledFate(wanting: Wanting, to: ScheduledScaling): Fate | undefined {
  const found = wanting.scheduled.find(({ name }) => name === to.name);
  if (found && canonical(found) === canonical(to)) return undefined;
  const before = found ? `has ${wordsOf(found)}` : `has no ${to.name}`;
  return { text: `${before}; proposed: ${wordsOf(to)}`, action: actionFor(wanting, found ?? 'none', to) };
}

function actionFor(
  wanting: Wanting,
  from: ScheduledScaling | 'none',
  to: ScheduledScaling,
): SetScheduledAction {
  const { forth, back } = registering(wanting);
  const base = { kind: 'scaling.set-scheduled-action', ...aimedAt(wanting.service) } as const;
  return { ...base, ...forth, from, to, inverse: { ...base, ...back, from: to, to: from } };
}

/** "watchkeeper-evening: at least 1 and at most 4 tasks at cron(0 19 * * ? *) Europe/Berlin". */
function wordsOf(action: ScheduledScaling): string {
  const { name, schedule, timezone, min, max, startsAt, endsAt } = action;
  const bounds = [min !== undefined && `at least ${min}`, max !== undefined && `at most ${max}`];
  const limits = [startsAt && `from ${startsAt}`, endsAt && `until ${endsAt}`].filter(Boolean).join(' ');
  return `${name}: ${bounds.filter(Boolean).join(' and ')} tasks at ${schedule} ${timezone}${limits && ` ${limits}`}`;
}
