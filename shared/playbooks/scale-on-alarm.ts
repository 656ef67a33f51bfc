import { parseArn } from '../domain/arn.ts';
import type { Outcome, Triage } from '../domain/decision.ts';
import { matchesName } from '../domain/pattern.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { AlarmSignal, Signal } from '../domain/signal.ts';
import type { Target } from '../domain/target.ts';
import { bind, ruleFor } from '../scaling/bind.ts';
import { whyUnheeded } from '../scaling/heed.ts';
import { resourceText, targetOf } from '../scaling/resource.ts';
import { BINDING, SILENCE } from './scaling/alarm-groups.ts';
import { type ScaleSettings, scaleSchema } from './scaling/rules-schema.ts';
import type { ScaleFacts } from './scaling/scale-facts.ts';

const DAY = 24 * 3600;

export const scaleOnAlarm: Playbook<ScaleSettings, ScaleFacts> = {
  id: 'scale-on-alarm',
  domain: 'scaling',
  summary: 'Scale services, Auto Scaling groups and capacity providers when a CloudWatch alarm says so',
  hears: ['cloudwatch.alarm'],
  settings: scaleSchema,
  permissions: [
    'application-autoscaling:DescribeScalableTargets',
    'application-autoscaling:DescribeScalingPolicies',
    'application-autoscaling:DescribeScheduledActions',
    'autoscaling:DescribeAutoScalingGroups',
    'cloudwatch:DescribeAlarms',
    'cloudwatch:ListAlarmMuteRules',
    'cloudwatch:GetMetricData',
    'cloudwatch:ListTagsForResource',
    'ecs:DescribeCapacityProviders',
    'ecs:DescribeServices',
    'ecs:ListClusters',
    'ecs:ListServices',
  ],
  actions: [
    'ecs.set-desired-count',
    'scaling.set-range',
    'scaling.set-group-size',
    'scaling.set-group-bounds',
    'scaling.set-managed-scaling',
  ],
  triage,
  response: async () => (await import('./scaling/scale-response.ts')).scaleResponse,
  quietSeconds,
};

function triage(signal: Signal, _cause: unknown, { rules }: ScaleSettings): Triage {
  if (signal.kind !== 'cloudwatch.alarm') return ignore('only alarms matter here');
  if (rules.length === 0) return ignore('no rule says what may be scaled: see scale-on-alarm.rules');
  const unheeded = whyUnheeded(signal);
  if (unheeded !== undefined) return ignore(`${signal.alarm.name}: ${unheeded}`);
  return signal.alarm.state === 'INSUFFICIENT_DATA' ? silence(signal, rules) : answer(signal, rules);
}

/** Nobody scales on no data; but an alarm that a rule names is expected to have some. */
function silence(signal: AlarmSignal, rules: ScaleSettings['rules']): Triage {
  const { name } = signal.alarm;
  if (!rules.some(({ alarm }) => alarm !== undefined && matchesName(alarm, name))) {
    return ignore(`${name} has no data: nothing is scaled on that, and no rule expects any`);
  }
  const reason = `${name} has no data, and a rule relies on it`;
  return { ...aboutItself(signal, SILENCE), severity: 'warning', reason };
}

function answer(signal: AlarmSignal, rules: ScaleSettings['rules']): Triage {
  const { alarm, contributor, tags } = signal;
  const known = Object.keys(tags).length > 0 ? { tags } : {};
  const binding = bind({ alarm, attributes: contributor?.attributes, ...known }, rules);
  if (binding.type === 'unbound') return ignore(`${alarm.name}: ${binding.reason}`);
  if (binding.type === 'look-up') {
    return { ...aboutItself(signal, BINDING), severity: 'info', reason: `${alarm.name}: ${binding.reason}` };
  }
  const rule = ruleFor(binding.resource, alarm.name, rules);
  if (rule === undefined)
    return ignore(`no rule is about ${alarm.name} and ${resourceText(binding.resource)}`);
  return {
    type: 'respond',
    target: targetOf(binding.resource, homeOf(signal)),
    mark: { at: signal.occurredAt, id: signal.id, group: alarm.name, data: alarm.name },
    severity: 'warning',
    reason: `${alarm.name} is in ALARM, and bound to ${resourceText(binding.resource)} by ${binding.by}`,
  };
}

/** An incident about the alarm; what it says of its series goes with it, since nobody can read that again. */
function aboutItself(signal: AlarmSignal, group: string) {
  const { alarm, contributor, occurredAt, id } = signal;
  const target: Target = { ...homeOf(signal), kind: 'alarm', name: alarm.name };
  const data = contributor && { data: JSON.stringify(contributor.attributes) };
  return { type: 'respond', target, mark: { at: occurredAt, id, group, ...data } } as const;
}

function homeOf({ account, region, alarm }: AlarmSignal) {
  return { account, region, partition: parseArn(alarm.arn.replaceAll(' ', '_'))?.partition ?? 'aws' };
}

/** What scaled, or came right by itself, leaves the next alarm free to act; what nobody can act on is not told again at once. */
function quietSeconds(outcome: Outcome, { quietMinutes }: ScaleSettings, target: Target): number | undefined {
  if (target.kind === 'alarm') return outcome.type === 'nothing' && !outcome.released ? DAY : undefined;
  if (outcome.type === 'nothing') return outcome.released ? undefined : quietMinutes * 60;
  return outcome.type === 'observed' || outcome.type === 'failed' ? quietMinutes * 60 : undefined;
}

function ignore(reason: string): Triage {
  return { type: 'ignore', reason };
}
