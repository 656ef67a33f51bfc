import type {
  DeregisterScalableTargetRequest,
  DescribeScalableTargetsRequest,
  DescribeScalableTargetsResponse,
  RegisterScalableTargetRequest,
  RegisterScalableTargetResponse,
  ScalableTarget,
} from '@aws-sdk/client-application-auto-scaling';
import type { ServiceModel, World } from '../model.ts';
import { setDesiredCount } from '../service.ts';
import { checkNamespace, invalid, notFound, page } from './errors.ts';
import { removePolicy } from './policies.ts';
import { serviceOf } from './scaled-service.ts';

/**
 * Registers a service, or changes what is given of one that is. Its desired count is moved into the bounds, "even if you
 * don't include MinCapacity or MaxCapacity", unless the service is not active:
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
 */
export function registerScalableTarget(
  world: World,
  input: RegisterScalableTargetRequest,
): RegisterScalableTargetResponse {
  checkNamespace(input);
  const { ResourceId = '' } = input;
  const service = serviceOf(world, ResourceId);
  if (service === undefined) throw invalid(`ECS service doesn't exist: ${ResourceId}`);
  const target = registered(world, input, world.autoScaling.targets.get(ResourceId));
  const { MinCapacity = 0, MaxCapacity = 0 } = target;
  if (MinCapacity > MaxCapacity) throw invalid('Maximum capacity cannot be less than minimum capacity');
  world.autoScaling.targets.set(ResourceId, target);
  moveInto(service, MinCapacity, MaxCapacity);
  return { ScalableTargetARN: target.ScalableTargetARN };
}

export function describeScalableTargets(
  world: World,
  input: DescribeScalableTargetsRequest,
): DescribeScalableTargetsResponse {
  checkNamespace(input);
  const { ResourceIds } = input;
  const wanted = [...world.autoScaling.targets.values()].filter(
    ({ ResourceId = '' }) => ResourceIds?.includes(ResourceId) ?? true,
  );
  const { items, next } = page(wanted, input);
  return { ScalableTargets: items, ...next };
}

/** Its policies, their alarms and its scheduled actions go with it; the desired count stays. */
export function deregisterScalableTarget(world: World, input: DeregisterScalableTargetRequest): object {
  checkNamespace(input);
  const { ResourceId = '' } = input;
  const { targets, policies, scheduled } = world.autoScaling;
  if (!targets.delete(ResourceId)) throw notFound('scalable target', ResourceId);
  for (const policy of [...policies.values()].filter(({ record }) => record.ResourceId === ResourceId)) {
    removePolicy(world, policy);
  }
  const kept = scheduled.filter((action) => action.ResourceId !== ResourceId);
  scheduled.splice(0, scheduled.length, ...kept);
  return {};
}

/** What is not given stays as it is; nothing is suspended at first. */
function registered(
  world: World,
  input: RegisterScalableTargetRequest,
  existing: ScalableTarget | undefined,
): ScalableTarget {
  const { MinCapacity = existing?.MinCapacity, MaxCapacity = existing?.MaxCapacity } = input;
  if (MinCapacity === undefined || MaxCapacity === undefined) {
    throw invalid('Minimum and maximum capacity must be specified when registering a new scalable target');
  }
  if (MinCapacity < 0 || MaxCapacity < 0) throw invalid('Capacity must not be negative');
  return {
    ServiceNamespace: 'ecs',
    ResourceId: input.ResourceId,
    ScalableDimension: 'ecs:service:DesiredCount',
    RoleARN: world.arns.scalingRole(),
    CreationTime: existing?.CreationTime ?? new Date(world.timeline.now()),
    ScalableTargetARN:
      existing?.ScalableTargetARN ?? world.arns.scalableTarget(world.autoScaling.random.hex(32)),
    MinCapacity,
    MaxCapacity,
    SuspendedState: {
      DynamicScalingInSuspended: false,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
      ...existing?.SuspendedState,
      ...input.SuspendedState,
    },
  };
}

function moveInto(service: ServiceModel, min: number, max: number): void {
  const { desiredCount = 0, status } = service.record;
  const inside = Math.min(Math.max(desiredCount, min), max);
  if (status === 'ACTIVE' && inside !== desiredCount) setDesiredCount(service, inside);
}
