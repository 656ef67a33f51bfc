import { groupName } from '../../domain/arn.ts';
import type { Service } from '../../domain/fleet.ts';
import type { Reads } from '../../domain/reads.ts';
import { isFleetTarget, type Target } from '../../domain/target.ts';
import { managerOf } from '../../scaling/heed.ts';
import { type Resource, resourceText } from '../../scaling/resource.ts';
import type { Scalable, ScalableService } from './scale-facts.ts';

/** What an incident is about, as rules name it. */
export function resourceOf(target: Target): Resource {
  if (isFleetTarget(target)) return { kind: 'service', cluster: target.cluster, name: target.name };
  const { kind, name } = target;
  if (kind === 'auto-scaling-group' || kind === 'capacity-provider') return { kind, name };
  throw new TypeError(`a ${kind} is nothing that can be scaled`);
}

/** The thing itself, as it stands now; undefined when there is none. */
export async function readScalable(target: Target, reads: Reads): Promise<Scalable | undefined> {
  if (isFleetTarget(target)) return readService(target.clusterArn, target.name, target, reads);
  return target.kind === 'capacity-provider'
    ? readProvider(target.name, reads)
    : readGroup(target.name, reads);
}

async function readService(
  clusterArn: string,
  name: string,
  target: Target,
  reads: Reads,
): Promise<ScalableService | undefined> {
  const resourceId = resourceText(resourceOf(target));
  const [service, scalableTarget, scheduled] = await Promise.all([
    reads.service(clusterArn, name),
    reads.scalableTarget(resourceId),
    reads.scheduledScaling(resourceId),
  ]);
  if (service === undefined || service.status !== 'ACTIVE') return undefined;
  return {
    kind: 'service',
    name,
    serviceArn: service.serviceArn,
    clusterArn,
    revision: service.taskDefinitionArn,
    desired: service.desiredCount,
    running: service.runningCount,
    deploying: isDeploying(service),
    controller: service.deploymentController,
    target: scalableTarget,
    scheduled: scheduled.map((one) => one.name),
    tags: service.tags,
  };
}

export function isDeploying({ deployments }: Pick<Service, 'deployments'>): boolean {
  const alive = deployments.filter(({ status }) => status !== 'INACTIVE');
  return alive.length > 1 || alive.some(({ rolloutState }) => rolloutState === 'IN_PROGRESS');
}

async function readGroup(name: string, reads: Reads): Promise<Scalable | undefined> {
  const [group, providers] = await Promise.all([reads.autoScalingGroup(name), reads.capacityProviders()]);
  if (group === undefined) return undefined;
  const managedBy = managerOf(group, providers)?.name;
  const { desired, inService: running, tags } = group;
  return { kind: 'auto-scaling-group', group, managedBy, desired, running, deploying: false, tags };
}

/** Its number is the target capacity in percent, unless a rule sets another. */
async function readProvider(name: string, reads: Reads): Promise<Scalable | undefined> {
  const provider = await reads.capacityProvider(name);
  if (provider === undefined) return undefined;
  const group = await reads.autoScalingGroup(groupName(provider.autoScalingGroupArn));
  if (group === undefined) return undefined;
  const { targetCapacity: desired } = provider.managedScaling;
  const counts = { desired, running: desired, deploying: false };
  return {
    kind: 'capacity-provider',
    provider,
    group,
    sets: 'targetCapacity',
    ...counts,
    tags: provider.tags,
  };
}
