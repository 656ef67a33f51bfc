import type { Alarm } from '@aws-sdk/client-application-auto-scaling';
import { putAlarm } from '../cloudwatch/alarms.ts';
import type { World } from '../model.ts';
import type { PolicyModel } from './model.ts';
import { track } from './track.ts';
import type { TrackedMetric } from './tracked-metric.ts';
import { type Direction, TRACKING_ALARMS } from './tracking.ts';

/** The alarms that Application Auto Scaling keeps for a policy: one for each way that it may scale. */
export function putTrackingAlarms(world: World, policy: PolicyModel, metric: TrackedMetric): Alarm[] {
  const high = trackingAlarm(world, policy, metric, 'out');
  const { DisableScaleIn } = policy.record.TargetTrackingScalingPolicyConfiguration ?? {};
  return DisableScaleIn === true ? [high] : [high, trackingAlarm(world, policy, metric, 'in')];
}

/** With the name and the description that AWS gives it. */
function trackingAlarm(
  world: World,
  policy: PolicyModel,
  metric: TrackedMetric,
  direction: Direction,
): Alarm {
  const { share, ...settings } = TRACKING_ALARMS[direction];
  const level = direction === 'out' ? 'AlarmHigh' : 'AlarmLow';
  const { ResourceId, PolicyARN = '', TargetTrackingScalingPolicyConfiguration } = policy.record;
  const AlarmName = `TargetTracking-${ResourceId}-${level}-${world.autoScaling.random.uuid()}`;
  const alarm = putAlarm(
    world,
    {
      ...settings,
      ...metric,
      AlarmName,
      AlarmDescription: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${PolicyARN}.`,
      AlarmActions: [PolicyARN],
      Period: 60,
      Threshold: (TargetTrackingScalingPolicyConfiguration?.TargetValue ?? 0) * share,
    },
    () => track(world, policy, alarm, direction),
  );
  return { AlarmName, AlarmARN: alarm.arn };
}
