import type { World } from '../../local/world.ts';
import type { Ledger } from '../../shared/deps.ts';
import { incidentKey } from '../../shared/domain/incident.ts';
import type { Mark } from '../../shared/domain/mark.ts';
import { pushedIndex } from '../../test/support/archive.ts';
import { minutes, registerRevision, steadyService } from '../../test/support/fleet.ts';
import { incidentRef, SERVICE } from '../../test/support/incidents.ts';
import { OPENSSL } from '../../test/support/scans.ts';
import { REGISTRY_SETTINGS, SCANNED, SWEPT, startRegistry } from './registry-morning.ts';
import { SCALED, SCALING_SETTINGS, startScaling } from './scaling-morning.ts';

const CLUSTER = 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod';
const LONG_RULE = 'a-rule-whose-name-is-longer-than-ecs-shows';

/** What a morning is about: what is done about a bad deployment, a registry that is cleaned, or capacity. */
export const REMEDIES = ['roll-back', 'scale-to-zero', 'clean-registry', 'scale'] as const;
export type Remedy = (typeof REMEDIES)[number];

/** Short waits, so that the morning ends before noon. */
export function settings(remedy: Remedy): string {
  if (remedy === 'scale') return SCALING_SETTINGS;
  return remedy === 'clean-registry' ? REGISTRY_SETTINGS : fleetSettings(remedy);
}

const fleetSettings = (remedy: Remedy) => `
cooldownMinutes: 5
playbooks:
  stop-crash-loop: { settings: { failures: 2, comeBackMinutes: 2, remindHours: 1, remedy: ${remedy} } }
  rerun-failed-task: { settings: { comeBackMinutes: 2, steadySeconds: 30, remindHours: 1 } }
  restore-image: { settings: { comeBackMinutes: 2, remindHours: 1 } }
`;

/** The jobs of the morning, by how they are started. */
export const JOBS = ['by-rule', 'by-cut-rule', 'by-schedule', 'by-hand'] as const;
/** One more, that cannot pull its image. */
export const ARCHIVED_JOB = 'from-archive';

/** What people must hear of, by any of its names. */
export function problems(remedy: Remedy): readonly (readonly string[])[] {
  if (remedy === 'clean-registry')
    return [
      [SWEPT, 'clean-images', 'registry'],
      [SCANNED, OPENSSL.name],
    ];
  if (remedy === 'scale') return SCALED.map((name) => [name]);
  return ['payments-api', ...JOBS, ARCHIVED_JOB].map((name) => [name]);
}

/**
 * A bad deployment, four jobs that lose their Spot capacity, each started in another way, and one whose images are
 * archived: whatever the product asks of AWS, it asks in this morning. Gives a way to end what is wrong.
 */
export async function startMorning(remedy: Remedy, world: World, ledger: Ledger): Promise<() => void> {
  if (remedy === 'clean-registry') return startRegistry(world);
  if (remedy === 'scale') return startScaling(world);
  const { fleet } = world;
  fleet.addCluster({ name: 'prod', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] });
  const { good, bad } = steadyService(world, 'payments-api', 1);
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) steadyService(world, `calm-${name}`, 1);
  await leaveOldMarks(world, ledger);
  startJobs(world);
  startArchived(world);
  fleet.deploy('prod', 'payments-api', bad);
  return () => fleet.deploy('prod', 'payments-api', good);
}

/** So many that they are worth forgetting: of the service, and of the cluster's list. */
async function leaveOldMarks({ timeline }: World, ledger: Ledger): Promise<void> {
  const old = Array.from({ length: 30 }, (_, index): Mark => {
    const at = new Date(timeline.now() - (30 + index) * 3600 * 1000).toISOString();
    return { at, id: `old-${index}`, group: 'old' };
  });
  await ledger.mark(incidentKey(incidentRef().playbook, SERVICE), old);
  await ledger.mark('fleet/123456789012/eu-west-1/prod', old);
}

function startJobs(world: World): void {
  const { fleet } = world;
  const [byRule, byCutRule, bySchedule, byHand] = JOBS.map((family) => registerRevision(world, family, 'v1'));
  for (const family of JOBS) {
    fleet.behave({ on: { family }, failure: { kind: 'exit', afterSeconds: 200, exitCode: 0 } });
  }
  const lost = { kind: 'spot-interruption', afterSeconds: 20 } as const;
  fleet.behave({ on: { capacityProvider: 'FARGATE_SPOT' }, failure: lost, times: JOBS.length });
  fleet.putRule('nightly', [{ Id: 'job', Arn: CLUSTER, EcsParameters: onSpot(byRule) }]);
  fleet.putRule(LONG_RULE, [{ Id: 'job', Arn: CLUSTER, EcsParameters: onSpot(byCutRule) }]);
  const RoleArn = 'arn:aws:iam::123456789012:role/scheduler';
  fleet.putSchedule('reports/weekly', { Arn: CLUSTER, RoleArn, EcsParameters: onSpot(bySchedule) });
  fleet.fireRule('nightly');
  fleet.fireRule(LONG_RULE);
  fleet.fireSchedule('reports/weekly');
  fleet.runTask({
    cluster: 'prod',
    taskDefinition: byHand,
    capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } },
  });
}

/** An image for two platforms: it comes back before what it lists. */
function startArchived(world: World): void {
  const { fleet } = world;
  const images = pushedIndex(world, ARCHIVED_JOB, 'v1');
  for (const imageDigest of images) fleet.archiveImage(ARCHIVED_JOB, { imageDigest });
  fleet.behave({
    on: { family: ARCHIVED_JOB },
    failure: { kind: 'exit', afterSeconds: 200, exitCode: 0 },
  });
  const { NetworkConfiguration } = onSpot();
  const TaskDefinitionArn = registerRevision(world, ARCHIVED_JOB, 'v1');
  const EcsParameters = { TaskDefinitionArn, LaunchType: 'FARGATE', NetworkConfiguration } as const;
  fleet.putRule('yearly', [{ Id: 'job', Arn: CLUSTER, EcsParameters }]);
  fleet.fireRule('yearly');
}

function onSpot(TaskDefinitionArn = '') {
  return {
    TaskDefinitionArn,
    CapacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
    NetworkConfiguration: { awsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: ['sg-1'] } },
  };
}

/** Until every response has ended, half a day at most; `each` is called every two minutes. */
export async function untilAllEnded(world: World, each: () => Promise<void>): Promise<void> {
  for (let minute = 0; minute < 12 * 60; minute += 2) {
    await minutes(world, 2);
    await each();
    if (minute > 30 && world.engine.executions().every(({ status }) => status !== 'RUNNING')) return;
  }
}
