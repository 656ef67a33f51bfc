import type { ScheduledScaling } from '../domain/scaling.ts';
import type { SetScheduledAction, SetSteps } from '../domain/scaling-action.ts';
import type { Steps } from '../domain/step-policy.ts';
import type { ActionWords } from './action-words.ts';
import { plain } from './text.ts';

/** "let AWS scale api in steps: CPUUtilization above 70, then 2 tasks more, from 15 beyond it 5". */
export function stepsWords(name: string, { from, to }: SetSteps): ActionWords {
  const [before, after] = [ofSteps(from), ofSteps(to)];
  const change = `${before} -> ${after}`;
  if (to.policy) {
    return {
      act: `let AWS scale ${name} in steps: ${after}`,
      acted: `step policy and alarm set: ${after}`,
      approve: 'Approve steps',
      change,
    };
  }
  return {
    act: `take the step policy and the alarm of ${name} away (${before})`,
    acted: 'step policy and alarm taken away',
    approve: 'Approve removal',
    change,
  };
}

export function scheduledWords(name: string, { from, to }: SetScheduledAction): ActionWords {
  const [before, after] = [ofScheduled(from), ofScheduled(to)];
  const change = `${before} -> ${after}`;
  if (to !== 'none') {
    return {
      act: `let AWS set the bounds of ${name} by the clock: ${after}`,
      acted: `scheduled action set: ${after}`,
      approve: 'Approve schedule',
      change,
    };
  }
  return {
    act: `take a scheduled action of ${name} away (${before})`,
    acted: 'scheduled action taken away',
    approve: 'Approve removal',
    change,
  };
}

/** How far it reaches, for the dialog that asks once more. */
export function plannedReached(action: SetSteps | SetScheduledAction): string {
  if (action.kind === 'scaling.set-steps') {
    return action.to.policy
      ? 'AWS changes its number of tasks by it from now on, and an alarm that calls it is kept.'
      : 'AWS no longer changes its number of tasks by it.';
  }
  return action.to === 'none'
    ? 'AWS no longer moves its bounds at that time.'
    : 'AWS moves its bounds at that time from now on, and its tasks into them.';
}

function ofSteps({ policy, alarm }: Steps): string {
  if (!policy && !alarm) return 'none';
  const when = alarm ? alarmWords(alarm) : 'no alarm';
  return `${when}, ${policy ? bandWords(policy) : 'no policy'}`;
}

function alarmWords({ metric, comparison, threshold, periods, silent }: NonNullable<Steps['alarm']>): string {
  const side = comparison.startsWith('Less') ? 'below' : 'above';
  const minutes = (periods * metric.periodSeconds) / 60;
  const calls = silent ? ', which calls nothing' : '';
  return `${plain(metric.name, 60)} ${side} ${threshold} for ${minutes} min${calls}`;
}

function bandWords({ unit, bands, cooldownSeconds }: NonNullable<Steps['policy']>): string {
  const sign = unit === 'percent' ? ' %' : '';
  const steps = bands.map(({ from, change }) => `${change > 0 ? '+' : ''}${change}${sign} from ${from}`);
  return `${steps.slice(0, 6).join(', ')} beyond it, cooldown ${cooldownSeconds} s`;
}

function ofScheduled(action: ScheduledScaling | 'none'): string {
  if (action === 'none') return 'none';
  const { schedule, timezone, min, max } = action;
  return `${boundsWords(min, max)} at ${plain(schedule, 100)} ${plain(timezone, 60)}`;
}

function boundsWords(min: number | undefined, max: number | undefined): string {
  if (max === undefined) return `at least ${min}`;
  return min === undefined ? `at most ${max}` : `${min} to ${max}`;
}
