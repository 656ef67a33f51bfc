import type { CapacityProviderStrategyItem, LaunchType } from '@aws-sdk/client-ecs';
import type { ClusterModel, Placement } from './model.ts';
import type { Random } from './random.ts';

/** Where a task goes: a capacity provider says more than a launch type, and is named in events. */
export interface Capacity {
  readonly launchType: LaunchType;
  readonly capacityProvider?: string | undefined;
}

/** A launch type goes before the cluster's default strategy; with neither, ECS takes EC2. */
export function chooseCapacity(cluster: ClusterModel, placement: Placement, random: Random): Capacity {
  if (placement.launchType !== undefined) return { launchType: placement.launchType };
  const strategy = placement.capacityProviderStrategy ?? cluster.record.defaultCapacityProviderStrategy ?? [];
  const provider = byWeight(strategy, random);
  if (provider === undefined) return { launchType: 'EC2' };
  return { launchType: provider.startsWith('FARGATE') ? 'FARGATE' : 'EC2', capacityProvider: provider };
}

/** Bases are left out: tasks are shared out by weight alone. */
function byWeight(strategy: readonly CapacityProviderStrategyItem[], random: Random): string | undefined {
  const total = strategy.reduce((sum, item) => sum + (item.weight ?? 0), 0);
  if (total === 0) return strategy[0]?.capacityProvider;
  let ticket = random.between(0, total);
  for (const item of strategy) {
    ticket -= item.weight ?? 0;
    if (ticket < 0) return item.capacityProvider;
  }
  return strategy.at(-1)?.capacityProvider;
}
