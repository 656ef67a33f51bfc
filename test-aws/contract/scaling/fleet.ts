import type { Fleet } from '../../../local/fleet/index.ts';
import { CLUSTER, TAGS } from '../account.ts';
import {
  ALARM,
  GROUP,
  GROUP_TAGS,
  LOAD_BALANCERS,
  MANAGED,
  METRIC,
  POLICY,
  PROVIDER,
  SAMPLES,
  SCALABLE,
  SCHEDULED,
  WORKER,
  WORKER_COUNT,
} from './index.ts';

/** What scales, in the simulated fleet. `measuredAt`: the minute that has samples, in milliseconds since the epoch. */
export function fillScaling(fleet: Fleet, measuredAt: number): void {
  fleet.createService({
    cluster: CLUSTER,
    name: WORKER,
    taskDefinition: 'job:1',
    desiredCount: WORKER_COUNT,
    loadBalancers: LOAD_BALANCERS,
    tags: TAGS,
    runningSince: measuredAt,
  });
  fleet.registerScalableTarget(SCALABLE);
  fleet.putScalingPolicy(POLICY);
  fleet.putScheduledAction(SCHEDULED);
  fleet.putMetric(METRIC, SAMPLES, measuredAt);
  fleet.putAlarm(ALARM);
  const autoScalingGroupArn = fleet.createAutoScalingGroup({ ...GROUP, tags: GROUP_TAGS });
  fleet.createCapacityProvider({ name: PROVIDER, autoScalingGroupArn, managedScaling: MANAGED });
}
