import type { SuspendedState } from '@aws-sdk/client-application-auto-scaling';
import { newestReading } from '../cloudwatch/evaluate.ts';
import type { AlarmModel } from '../cloudwatch/model.ts';
import type { ServiceModel, World } from '../model.ts';
import { setDesiredCount } from '../service.ts';
import { countTasks } from '../service-census.ts';
import type { PolicyModel } from './model.ts';
import { serviceOf } from './scaled-service.ts';
import { cooldownAfter, type Direction, trackedCapacity } from './tracking.ts';

/** An alarm of a policy calls: set the desired count, unless something speaks against it. */
export function track(world: World, policy: PolicyModel, alarm: AlarmModel, direction: Direction): void {
  const { ResourceId = '', TargetTrackingScalingPolicyConfiguration: tracking } = policy.record;
  const target = world.autoScaling.targets.get(ResourceId);
  const service = serviceOf(world, ResourceId);
  const metric = newestReading(world, alarm);
  if (target === undefined || service === undefined || metric === undefined) return;
  if (isHeld(service, target.SuspendedState, direction)) return;
  const now = world.timeline.now();
  const { running } = countTasks(service);
  const { cooldown } = policy;
  const capacity = trackedCapacity({
    direction,
    metric,
    target: tracking?.TargetValue ?? 0,
    running,
    desired: service.record.desiredCount ?? 0,
    min: target.MinCapacity ?? 0,
    max: target.MaxCapacity ?? 0,
    cooldown,
    now,
  });
  if (capacity === undefined) return;
  policy.cooldown = cooldownAfter(tracking ?? {}, { direction, now, running, cooldown });
  setDesiredCount(service, capacity);
}

/**
 * Suspended by hand; and scale-in, while a deployment is in progress, unless somebody else's controller deploys:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html
 */
export function isHeld(
  { record, deployments }: ServiceModel,
  suspended: SuspendedState = {},
  direction: Direction,
): boolean {
  if (direction === 'out') return suspended.DynamicScalingOutSuspended === true;
  const isDeploying = deployments[0]?.rolloutState === 'IN_PROGRESS';
  const isForeign = record.deploymentController?.type === 'EXTERNAL';
  return suspended.DynamicScalingInSuspended === true || (isDeploying && !isForeign);
}
