import type {
  CapacityProvider,
  DescribeCapacityProvidersRequest,
  DescribeCapacityProvidersResponse,
  ManagedScaling,
  UpdateCapacityProviderRequest,
  UpdateCapacityProviderResponse,
} from '@aws-sdk/client-ecs';
import { lastPart } from '../arns.ts';
import { hostTasks } from '../managed-scaling/index.ts';
import type { World } from '../model.ts';
import { ecsPage, invalid, lookUp } from './ecs-input.ts';

/** As ECS fills in what is not given. */
const USUAL_SCALING: ManagedScaling = {
  status: 'DISABLED',
  targetCapacity: 100,
  minimumScalingStepSize: 1,
  maximumScalingStepSize: 10_000,
  instanceWarmupPeriod: 300,
};

/** A capacity provider to be, of an Auto Scaling group. */
export interface NewCapacityProvider {
  readonly name: string;
  readonly autoScalingGroupArn: string;
  /** How ECS scales the group, where `tasksPerInstance` says what its instances have room for. */
  readonly managedScaling?: ManagedScaling;
  /** Tasks beyond that wait in PROVISIONING. Without it there is room for all, and nobody scales. */
  readonly tasksPerInstance?: number;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Gives the ARN. */
export function addCapacityProvider(world: World, wanted: NewCapacityProvider): string {
  const { name, autoScalingGroupArn, managedScaling, tasksPerInstance, tags = {} } = wanted;
  const arn = world.arns.capacityProvider(name);
  world.capacityProviders.set(name, {
    capacityProviderArn: arn,
    name,
    status: 'ACTIVE',
    type: 'EC2_AUTOSCALING',
    autoScalingGroupProvider: {
      autoScalingGroupArn,
      managedScaling: { ...USUAL_SCALING, ...managedScaling },
      managedTerminationProtection: 'DISABLED',
      managedDraining: 'ENABLED',
    },
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  });
  if (tasksPerInstance !== undefined) hostTasks(world, name, tasksPerInstance);
  return arn;
}

export function describeCapacityProviders(
  world: World,
  input: DescribeCapacityProvidersRequest,
): DescribeCapacityProvidersResponse {
  const { capacityProviders, include = [] } = input;
  const all = [...fargate(world), ...world.capacityProviders.values()];
  const find = (reference: string) => all.find(({ name }) => name === lastPart(reference));
  const { found, failures } = capacityProviders
    ? lookUp(capacityProviders, find, (name) => world.arns.capacityProvider(name))
    : { found: all, failures: [] };
  const { items, ...next } = ecsPage(found, input, 10);
  const shown = items.map(({ tags = [], ...record }) => ({
    ...record,
    tags: include.includes('TAGS') ? tags : [],
  }));
  return { capacityProviders: shown, failures, ...next };
}

/** What is not given of the managed scaling stays as it is. */
export function updateCapacityProvider(
  world: World,
  input: UpdateCapacityProviderRequest,
): UpdateCapacityProviderResponse {
  const found = world.capacityProviders.get(lastPart(input.name ?? ''));
  const group = found?.autoScalingGroupProvider;
  if (found === undefined || group === undefined)
    throw invalid('The specified capacity provider does not exist.');
  const { managedScaling, ...others } = input.autoScalingGroupProvider ?? {};
  const { targetCapacity = 100 } = managedScaling ?? {};
  if (targetCapacity < 1 || targetCapacity > 100) throw invalid('targetCapacity must be between 1 and 100.');
  const updated: CapacityProvider = {
    ...found,
    autoScalingGroupProvider: {
      ...group,
      ...others,
      managedScaling: { ...group.managedScaling, ...managedScaling },
    },
    updateStatus: 'UPDATE_COMPLETE',
  };
  world.capacityProviders.set(found.name ?? '', updated);
  return { capacityProvider: updated };
}

/** Every account has these two. */
function fargate(world: World): CapacityProvider[] {
  return ['FARGATE', 'FARGATE_SPOT'].map((name) => ({
    capacityProviderArn: world.arns.capacityProvider(name),
    name,
    status: 'ACTIVE',
    type: name === 'FARGATE' ? 'FARGATE' : 'FARGATE_SPOT',
  }));
}
