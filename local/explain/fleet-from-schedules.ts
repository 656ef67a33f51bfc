import type { Config } from '../../shared/domain/config.ts';
import type { Service } from '../../shared/domain/fleet.ts';
import type { AutoScalingGroup, CapacityProvider, ScalingReads } from '../../shared/domain/scaling.ts';
import type { Signal } from '../../shared/domain/signal.ts';
import { enforceScalingPolicy } from '../../shared/playbooks/enforce-scaling-policy.ts';
import { keepHours } from '../../shared/playbooks/keep-hours.ts';

const COUNTS = { desiredCount: 2, runningCount: 2, pendingCount: 0 };
const SIZE = { min: 1, max: 4, desired: 2, inService: 2 };
const SCALING = { enabled: true, targetCapacity: 100, minStep: 1, maxStep: 10 };

/** One service, group or provider for each name and pattern that a schedule or a rule is about, `*` read as "any". */
export function fleetFromSchedules({ kind, account, region }: Signal, config: Config): Partial<ScalingReads> {
  if (kind !== 'schedule.tick') return {};
  const { schedules } = keepHours.settings.parse(config.playbooks[keepHours.id]?.settings ?? {});
  const place = `${region}:${account}`;
  const names = (of: (schedule: (typeof schedules)[number]) => readonly string[]) => [
    ...new Set(schedules.flatMap(of).map(named)),
  ];
  const ofSchedules = names((one) => one.services.map(({ cluster, name }) => `${cluster}/${name}`));
  const services = [...new Set([...ofSchedules, ...ruledIn(config)])];
  const providers = names(({ capacityProviders }) => capacityProviders);
  const groups = [...names(({ groups: own }) => own), ...providers.map(groupOf)];
  return {
    services: async () => services.map((name) => serviceIn(place, name)),
    autoScalingGroups: async () => groups.map((name) => groupIn(place, name)),
    capacityProviders: async () => providers.map((name) => providerIn(place, name)),
  };
}

/** What the rules of enforce-scaling-policy name; a rule for tags names nothing. */
function ruledIn(config: Config): readonly string[] {
  const { rules } = enforceScalingPolicy.settings.parse(
    config.playbooks[enforceScalingPolicy.id]?.settings ?? {},
  );
  return rules.flatMap(({ cluster, service }) =>
    cluster === undefined || service === undefined ? [] : named(`${cluster}/${service}`),
  );
}

function named(pattern: string): string {
  return pattern.replaceAll('*', 'any');
}

function groupOf(provider: string): string {
  return `group-of-${provider}`;
}

function serviceIn(place: string, clusterAndName: string): Service {
  const [cluster = '', name = ''] = clusterAndName.split('/');
  const arn = `arn:aws:ecs:${place}`;
  return {
    serviceArn: `${arn}:service/${cluster}/${name}`,
    clusterArn: `${arn}:cluster/${cluster}`,
    name,
    status: 'ACTIVE',
    taskDefinitionArn: `${arn}:task-definition/${name}:1`,
    ...COUNTS,
    deploymentController: 'ECS',
    circuitBreaker: { enabled: false, rollback: false },
    deployments: [],
    tags: {},
  };
}

function groupIn(place: string, name: string): AutoScalingGroup {
  const arn = `arn:aws:autoscaling:${place}:autoScalingGroup:made-up:autoScalingGroupName/${name}`;
  return { arn, name, ...SIZE, protectedFromScaleIn: 0, suspended: [], tags: {} };
}

function providerIn(place: string, name: string): CapacityProvider {
  const autoScalingGroupArn = groupIn(place, groupOf(name)).arn;
  const arn = `arn:aws:ecs:${place}:capacity-provider/${name}`;
  return { arn, name, status: 'ACTIVE', autoScalingGroupArn, managedScaling: SCALING, tags: {} };
}
