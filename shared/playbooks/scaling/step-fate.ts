import { canonical } from '../../domain/action.ts';
import type { SetSteps } from '../../domain/scaling-action.ts';
import { type Steps, stepsStanding } from '../../domain/step-policy.ts';
import { BY_HAND, boundsWords, type Fate, registering, type Wanting } from './ruled.ts';
import { aimedAt } from './wanted-policy.ts';
import type { WholeSteps } from './wanted-steps.ts';

/** Step policies that are missing or have drifted, each with its alarm; none where people have policies of their own. */
export function stepFates(wanting: Wanting): readonly Fate[] {
  const { policies, wanted } = wanting;
  const isLeft = policies.every(({ name }) => wanted.steps.some(({ policy }) => policy.name === name));
  const begun = policies.some(({ name }) => wanted.steps.some(({ policy }) => policy.name === name));
  if (!isLeft && !begun) return [];
  return wanted.steps.flatMap((steps) => stepFate(wanting, steps) ?? []);
}

function stepFate(wanting: Wanting, steps: WholeSteps): Fate | undefined {
  const { policies, alarms } = wanting;
  const { policy, alarm } = steps;
  const found = alarms.find(({ name }) => name === alarm.name);
  const now = stepsStanding({ policy: policy.name, alarm: alarm.name }, policies, found, steps);
  if (canonical(now) === canonical(steps)) return undefined;
  if (now.policy === 'other')
    return { text: `${policy.name} is of another kind, or was set otherwise`, note: BY_HAND };
  if (now.alarm === 'other')
    return { text: `the alarm ${alarm.name} was set otherwise, or calls others, too`, note: BY_HAND };
  const from: Steps = { ...(now.policy && { policy: now.policy }), ...(now.alarm && { alarm: now.alarm }) };
  const text = `${stateWords(from)}; proposed: ${wordsOf(steps)}, ${boundsWords(wanting)}`;
  return { text, action: actionFor(wanting, from, steps) };
}

function actionFor(wanting: Wanting, from: Steps, to: WholeSteps): SetSteps {
  const { forth, back } = registering(wanting);
  const base = { kind: 'scaling.set-steps', ...aimedAt(wanting.service) } as const;
  return { ...base, ...forth, from, to, inverse: { ...base, ...back, from: to, to: from } };
}

function stateWords(from: Steps): string {
  if (!from.policy) return from.alarm ? 'its alarm has no policy to call' : 'does not scale in steps';
  if (!from.alarm) return `${from.policy.name} has no alarm that calls it`;
  return from.alarm.silent ? `the alarm of ${from.policy.name} calls nothing` : `has ${wordsOf(from)}`;
}

/** "watchkeeper-cpu-out: CPUUtilization above 70 for 3 min: +2 from 0, +5 from 15, cooldown 60 s". */
function wordsOf({ policy, alarm }: Steps): string {
  if (!policy || !alarm) return 'nothing';
  const side = alarm.comparison.startsWith('Less') ? 'below' : 'above';
  const unit = policy.unit === 'percent' ? ' %' : '';
  const steps = policy.bands.map(
    ({ from, change }) => `${change > 0 ? '+' : ''}${change}${unit} from ${from}`,
  );
  const minutes = (alarm.periods * alarm.metric.periodSeconds) / 60;
  const when = `${alarm.metric.name} ${side} ${alarm.threshold} for ${minutes} min`;
  return `${policy.name}: ${when}: ${steps.join(', ')}, cooldown ${policy.cooldownSeconds} s`;
}
