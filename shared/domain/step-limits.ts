import type { ScheduledScaling } from './scaling.ts';
import type { StepAlarm, StepPolicy, Steps } from './step-policy.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
const MOST_TASKS = 5000;
const MOST_PERCENT = 1000;
const MOST_SECONDS = 86_400;

/** What is wrong with the numbers of a step policy and its alarm; undefined for nothing. */
export function stepsFlaw({ policy, alarm }: Steps): string | undefined {
  return (policy && policyFlaw(policy)) ?? (alarm && alarmFlaw(alarm));
}

function policyFlaw({ name, unit, bands, cooldownSeconds }: StepPolicy): string | undefined {
  if (name === '') return 'a step policy has no name';
  if (!whole(0, cooldownSeconds, MOST_SECONDS)) return `${cooldownSeconds} seconds are no cooldown`;
  const most = unit === 'tasks' ? MOST_TASKS : MOST_PERCENT;
  const bad = bands.find(({ change }) => !whole(1, Math.abs(change), most));
  if (bad) return `a step of ${bad.change} ${unit} is none from 1 to ${most}`;
  const isOneWay = new Set(bands.map(({ change }) => Math.sign(change))).size === 1;
  if (!isOneWay) return 'a step policy has no steps, or steps in both directions';
  const rises = bands.every(({ from }, index) =>
    index === 0 ? from === 0 : Number.isFinite(from) && from > (bands[index - 1]?.from ?? Number.NaN),
  );
  return rises ? undefined : 'the steps of a policy do not rise from 0';
}

function alarmFlaw({ name, threshold, periods, metric }: StepAlarm): string | undefined {
  if (name === '') return 'the alarm of a step policy has no name';
  if (!Number.isFinite(threshold)) return `${threshold} is no threshold`;
  // What an alarm judges may go back a day at most.
  const seconds = periods * metric.periodSeconds;
  return whole(1, periods) && whole(1, seconds, MOST_SECONDS)
    ? undefined
    : `${periods} periods of ${metric.periodSeconds} seconds are none that an alarm can judge`;
}

/** What is wrong with the bounds that a scheduled action sets; undefined for nothing. */
export function scheduledFlaw(action: ScheduledScaling | 'none'): string | undefined {
  if (action === 'none') return undefined;
  const { name, min, max } = action;
  if (name === '' || (min === undefined && max === undefined))
    return 'a scheduled action has no name, or sets nothing';
  const isSane = whole(0, min ?? 0, max ?? MOST_TASKS, MOST_TASKS);
  return isSane ? undefined : `${min} to ${max} are no bounds from 0 to ${MOST_TASKS}`;
}

/** Whole numbers, none of them smaller than the one before. */
function whole(...numbers: readonly number[]): boolean {
  return numbers.every(
    (number, index) => Number.isSafeInteger(number) && number >= (numbers[index - 1] ?? number),
  );
}
