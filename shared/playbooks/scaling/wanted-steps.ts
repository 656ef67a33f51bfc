import type { AlarmMetric } from '../../domain/alarm.ts';
import { clusterName, serviceResourceId } from '../../domain/arn.ts';
import type { Service } from '../../domain/fleet.ts';
import type { ScheduledScaling } from '../../domain/scaling.ts';
import type { StepAlarm, StepPolicy } from '../../domain/step-policy.ts';
import { OUR_ALARMS } from '../../scaling/heed.ts';
import type { PolicyMetric, PolicyRule } from './policy-schema.ts';
import type { ScheduledRule, StepSide } from './steps-schema.ts';

/** What our policies and scheduled actions are called, so that they are known from those of people. */
export const OURS = 'watchkeeper-';

/** CloudWatch takes so many characters for the name of an alarm. */
const LONGEST_NAME = 255;

/** A step policy with the alarm that calls it. */
export interface WholeSteps {
  readonly policy: StepPolicy;
  readonly alarm: StepAlarm;
}

type Asked = Pick<PolicyRule, 'metric' | 'out' | 'in'>;

/** What is done above and below the thresholds of a rule; a text says why that cannot be had. */
export function stepsFor(service: Service, rule: Asked): readonly WholeSteps[] | string {
  if (rule.metric === undefined || (!rule.out && !rule.in)) return [];
  const metric = metricFor(service, rule.metric);
  if (metric === undefined) return 'it is to scale on its requests, and has not one target group';
  const base = { service, name: rule.metric, metric };
  const up = rule.out && wholeSteps(base, 'out', rule.out, rule.out.above);
  const down = rule.in && wholeSteps(base, 'in', rule.in, rule.in.below);
  const all = [up, down].filter((one) => one !== undefined);
  const long = all.find(({ alarm }) => alarm.name.length > LONGEST_NAME);
  if (long)
    return `an alarm for it would be called ${long.alarm.name}, longer than the ${LONGEST_NAME} that AWS takes`;
  return all;
}

interface Base {
  readonly service: Service;
  readonly name: PolicyMetric;
  readonly metric: AlarmMetric;
}

function wholeSteps(
  { service, name, metric }: Base,
  direction: 'out' | 'in',
  { minutes, cooldownSeconds, steps }: StepSide,
  threshold: number,
): WholeSteps {
  const sign = direction === 'out' ? 1 : -1;
  const unit = steps[0]?.tasks === undefined ? 'percent' : 'tasks';
  const bands = steps.map(({ from, tasks, percent }) => ({ from, change: sign * (tasks ?? percent ?? 0) }));
  const resource = serviceResourceId(service);
  return {
    policy: { name: `${OURS}${name}-${direction}`, unit, bands, cooldownSeconds },
    alarm: {
      name: `${OUR_ALARMS}${resource}/${name}-${direction}`,
      metric,
      threshold,
      comparison: direction === 'out' ? 'GreaterThanThreshold' : 'LessThanThreshold',
      periods: minutes,
    },
  };
}

/** As AWS writes them for every service, and for every target group. */
function metricFor(
  { clusterArn, name, targetGroups = [] }: Service,
  metric: PolicyMetric,
): AlarmMetric | undefined {
  if (metric === 'requests') {
    const [TargetGroup, ...others] = targetGroups;
    if (TargetGroup === undefined || others.length > 0) return undefined;
    const base = {
      namespace: 'AWS/ApplicationELB',
      name: 'RequestCountPerTarget',
      dimensions: { TargetGroup },
    };
    return { ...base, statistic: 'Sum', periodSeconds: 60 };
  }
  const dimensions = { ClusterName: clusterName(clusterArn), ServiceName: name };
  const of = { namespace: 'AWS/ECS', name: metric === 'cpu' ? 'CPUUtilization' : 'MemoryUtilization' };
  return { ...of, dimensions, statistic: 'Average', periodSeconds: 60 };
}

export function scheduledFor(
  resourceId: string,
  rules: readonly ScheduledRule[],
): readonly ScheduledScaling[] {
  return rules.map(({ name, schedule, timezone, min, max }) => ({
    name: `${OURS}${name}`,
    resourceId,
    schedule,
    timezone,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  }));
}
