import { serviceResourceId } from '../../domain/arn.ts';
import type { Config } from '../../domain/config.ts';
import type { Service } from '../../domain/fleet.ts';
import type { HoursRecord } from '../../domain/hours.ts';
import type {
  AutoScalingGroup,
  CapacityProvider,
  ScalableTarget,
  ScalingReads,
} from '../../domain/scaling.ts';
import type { Seen } from '../../scaling/hours/reconcile.ts';
import type { Schedule } from '../../scaling/hours/schedule.ts';
import { wantedAt } from '../../scaling/hours/winner.ts';
import { handsOff } from './hands-off.ts';

/** What `keep-hours` asks of the world. */
export type HoursWorld = Pick<
  ScalingReads,
  'services' | 'scalableTargets' | 'autoScalingGroups' | 'capacityProviders'
>;

/** Nothing can be to do while everything is up, nothing sleeps, and nothing is to be told of soon. */
export function mustLook(
  schedules: readonly Schedule[],
  { saved, awake }: HoursRecord,
  now: number,
  warnMinutes: number,
): boolean {
  if (saved.length > 0) return true;
  return schedules.some((one) => {
    const { up, until } = wantedAt(one, awake, now);
    return !up || (until !== undefined && until - now <= warnMinutes * 60_000);
  });
}

/** Everything that could keep a schedule, as it is. */
export async function seeAll(
  playbook: string,
  reads: HoursWorld,
  schedules: readonly Schedule[],
  config: Config,
): Promise<readonly Seen[]> {
  const byProvider = schedules.some(({ capacityProviders }) => capacityProviders.length > 0);
  const services = (await reads.services()).filter(({ status }) => status === 'ACTIVE');
  const targets = new Map((await reads.scalableTargets()).map((one) => [one.resourceId, one]));
  const groups = await reads.autoScalingGroups();
  const providers = byProvider ? await reads.capacityProviders() : [];
  const seen = [
    ...services.map((one) => serviceSeen(one, targets)),
    ...groups.map((one) => groupSeen(one, providers)),
  ];
  return seen.map((one) => {
    const why = handsOff(playbook, config, one.sleeper, one.tags);
    return why === undefined ? one : { ...one, handsOff: why };
  });
}

function serviceSeen(service: Service, targets: ReadonlyMap<string, ScalableTarget>): Seen {
  const { serviceArn: target, clusterArn, name, desiredCount: desired, tags } = service;
  const scalable = targets.get(serviceResourceId(service));
  const range = scalable && {
    bounds: { min: scalable.min, max: scalable.max },
    suspended: scalable.suspended,
  };
  return {
    sleeper: { kind: 'service', target, clusterArn, name },
    tags,
    providers: [],
    now: { desired, ...range },
  };
}

function groupSeen(group: AutoScalingGroup, providers: readonly CapacityProvider[]): Seen {
  const { arn: target, name, tags, desired, min, max } = group;
  const own = providers.filter(({ autoScalingGroupArn }) => autoScalingGroupArn === target);
  return {
    sleeper: { kind: 'auto-scaling-group', target, name },
    tags,
    providers: own.map((one) => one.name),
    now: { desired, bounds: { min, max } },
  };
}
