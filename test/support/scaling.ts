import { NOTHING_SCALES } from '../../local/nothing-scales.ts';
import type { Alarm } from '../../shared/domain/alarm.ts';
import type { ScalingReads } from '../../shared/domain/scaling.ts';

const ARN = 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:';
const MINUTE = 60_000;

export function alarmOn(name: string, dimensions: Readonly<Record<string, string>>): Alarm {
  const metric = {
    namespace: 'AWS/ECS',
    name: 'CPUUtilization',
    dimensions,
    statistic: 'Average',
    periodSeconds: 60,
  };
  return {
    arn: `${ARN}${name}`,
    name,
    kind: 'metric',
    state: 'ALARM',
    reason: 'Threshold Crossed',
    since: '2026-11-23T09:00:00.000Z',
    metrics: [metric],
    threshold: 75,
    comparison: 'GreaterThanThreshold',
    actionsEnabled: true,
    actions: [],
  };
}

/** What AWS would tell of one alarm, whose metric has stood at this value for long, on something that nothing else scales. */
export function scalingReads(alarm: Alarm, value: number): ScalingReads {
  return {
    ...NOTHING_SCALES,
    alarm: async (name) => (name === alarm.name ? alarm : undefined),
    metric: async ({ periodSeconds }, from, to) => pointsOf(value, periodSeconds, from, to),
  };
}

/** Whole periods only, and a minute late, as CloudWatch has them. */
function pointsOf(value: number, periodSeconds: number, from: number, to: number) {
  const period = periodSeconds * 1000;
  const first = Math.ceil(from / period) * period;
  const count = Math.max(0, Math.floor((to - MINUTE - first) / period));
  return Array.from({ length: count }, (_, index) => ({
    at: new Date(first + index * period).toISOString(),
    value,
  }));
}
