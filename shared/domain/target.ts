/** What an incident is about. */
export type Target = FleetTarget | RegistryTarget | ScalingTarget;

interface TargetBase {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly name: string;
}

/** Something that runs in a cluster. `name` is a service's name or a task family. */
export interface FleetTarget extends TargetBase {
  readonly kind: 'service' | 'family';
  readonly clusterArn: string;
  readonly cluster: string;
}

/**
 * Something that lies in ECR: the registry of an account and Region (`name` is `registry`), one repository, or one
 * vulnerability (`name` is its id) in the images of a family of repositories.
 */
export interface RegistryTarget extends TargetBase {
  readonly kind: 'registry' | 'repository' | 'vulnerability';
  /** For a vulnerability with `*` for any run of characters; absent for the whole registry. */
  readonly repository?: string;
}

/**
 * Something that scales outside of a cluster, or an alarm that is about itself; `account` (`name` is `scaling`)
 * is all that scales in an account and Region, `schedule` what sleeps and wakes together.
 */
export interface ScalingTarget extends TargetBase {
  readonly kind: 'auto-scaling-group' | 'capacity-provider' | 'alarm' | 'schedule' | 'account';
}

export function isFleetTarget(target: Target): target is FleetTarget {
  return target.kind === 'service' || target.kind === 'family';
}

export function isRegistryTarget(target: Target): target is RegistryTarget {
  return target.kind === 'registry' || target.kind === 'repository' || target.kind === 'vulnerability';
}

/** The cluster, or what stands for it where there is none: for keys, routes and headlines. */
export function placeOf(target: Target): string {
  if (isFleetTarget(target)) return target.cluster;
  return isRegistryTarget(target) ? 'ecr' : 'scaling';
}
