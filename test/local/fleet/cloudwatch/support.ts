import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { FleetEvent, FleetOptions } from '../../../../local/fleet/index.ts';
import { metricAlarm } from '../../../support/alarms.ts';
import { createStage, type Stage } from '../support.ts';

/** A stage with a real CloudWatch client. */
export interface AlarmStage extends Stage {
  readonly cloudwatch: CloudWatchClient;
}

export const CPU = {
  namespace: 'AWS/ECS',
  name: 'CPUUtilization',
  dimensions: { ClusterName: 'shop', ServiceName: 'web' },
};

/** CPU over 60 % in 3 of 3 minutes. */
export const CPU_HIGH = metricAlarm(CPU, {
  AlarmName: 'web-cpu-high',
  EvaluationPeriods: 3,
  Threshold: 60,
  Tags: [{ Key: 'watchkeeper:target', Value: 'shop/web' }],
});

export function createAlarmStage(options: Partial<FleetOptions> = {}): AlarmStage {
  const stage = createStage(options);
  const cloudwatch = new CloudWatchClient({ region: 'eu-west-1' });
  stage.fleet.intercept(cloudwatch);
  return { ...stage, cloudwatch };
}

/** One minute after the other with this CPU; `undefined` is a minute without data. */
export async function liveThrough(
  { fleet, pass }: AlarmStage,
  values: readonly (number | undefined)[],
): Promise<void> {
  for (const value of values) {
    if (value !== undefined) fleet.putMetric(CPU, [value]);
    await pass(1);
  }
}

export function alarmEvents({ events }: Stage): FleetEvent[] {
  return events.filter(({ source }) => source === 'aws.cloudwatch');
}
