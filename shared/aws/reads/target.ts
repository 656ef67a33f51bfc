import { taskFamily } from '../../domain/arn.ts';
import type { NetworkConfiguration } from '../../domain/fleet-action.ts';

/** The task whose network is looked for. */
export interface Wanted {
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
}

/** A target as EventBridge and EventBridge Scheduler both write it: the cluster, and how to run the task. */
export interface EcsTarget {
  readonly Arn?: string | undefined;
  readonly EcsParameters?:
    | {
        readonly TaskDefinitionArn: string | undefined;
        readonly NetworkConfiguration?: { readonly awsvpcConfiguration?: Awsvpc | undefined } | undefined;
      }
    | undefined;
}

interface Awsvpc {
  readonly Subnets: readonly string[] | undefined;
  readonly SecurityGroups?: readonly string[] | undefined;
  readonly AssignPublicIp?: string | undefined;
}

/**
 * The network of the targets that run the wanted task's family on its cluster. `undefined` when there is none,
 * and when they do not agree: which of them started the task cannot be told.
 */
export function networkOfTargets(
  targets: readonly EcsTarget[],
  wanted: Wanted,
): NetworkConfiguration | undefined {
  const networks = targets.filter((target) => runs(target, wanted)).map(networkOf);
  const [first, ...others] = networks;
  return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
}

/** The revision may differ: a target names one revision, or none and means the newest. */
function runs(target: EcsTarget, wanted: Wanted): boolean {
  const definition = target.EcsParameters?.TaskDefinitionArn;
  return (
    target.Arn === wanted.clusterArn &&
    definition !== undefined &&
    taskFamily(definition) === taskFamily(wanted.taskDefinitionArn)
  );
}

function networkOf(target: EcsTarget): NetworkConfiguration | undefined {
  const awsvpc = target.EcsParameters?.NetworkConfiguration?.awsvpcConfiguration;
  if (!awsvpc?.Subnets || awsvpc.Subnets.length === 0) return undefined;
  return {
    subnets: awsvpc.Subnets,
    securityGroups: awsvpc.SecurityGroups ?? [],
    assignPublicIp: awsvpc.AssignPublicIp === 'ENABLED' ? 'ENABLED' : 'DISABLED',
  };
}
