import { StopTaskCommand } from '@aws-sdk/client-ecs';
import { createFleet, type Fleet } from '../../local/fleet/index.ts';
import { createTimeline } from '../../local/timeline.ts';
import type { Intercept } from '../../shared/aws/intercept.ts';
import { createResponseClients } from '../../shared/aws/response-clients.ts';
import {
  ACCOUNT,
  BUS,
  CLUSTER,
  ecsNetwork,
  GROUPED_SCHEDULE,
  jobDefinition,
  jobTarget,
  KILL_SWITCH,
  LINES,
  LOG,
  LOGGED_TASK,
  LONG_RULE,
  RULE,
  runningTask,
  SCHEDULE,
  SECRET,
  SERVICE,
  type Side,
  STOPPED_REASON,
  TAGS,
} from './account.ts';
import { fillRegistry, RELEASE, SHOP } from './registry/index.ts';
import { fillScaling } from './scaling/fleet.ts';

const NETWORK = { subnets: ['subnet-0a'], securityGroups: ['sg-01'], assignPublicIp: 'ENABLED' } as const;
const MINUTE = 60_000;
/** What moto finds in every image that it is told to scan. */
const MOTOS_FINDING = {
  name: 'CVE-9999-9999',
  severity: 'HIGH',
  package: 'moto_fake',
  version: '9.9.9',
} as const;

/** The account of the contract as the simulated fleet has it, ten minutes after its services were made. */
export async function fleetSide(listen: Intercept): Promise<Side> {
  const timeline = createTimeline(Date.parse('2026-11-23T03:00:00Z'));
  const fleet = createFleet({ timeline, seed: 1, account: ACCOUNT, emit: () => {} });
  fill(fleet);
  const [running = '', stopped = ''] = fleet.runTask({
    cluster: CLUSTER,
    taskDefinition: 'job:1',
    count: 2,
    launchType: 'FARGATE',
    networkConfiguration: ecsNetwork(NETWORK),
  });
  const clients = createResponseClients({
    region: 'eu-west-1',
    intercept(client) {
      listen(client);
      fleet.intercept(client);
    },
  });
  await timeline.run(timeline.now() + 10 * MINUTE);
  const ecs = await clients.ecs();
  await ecs.send(new StopTaskCommand({ cluster: CLUSTER, task: stopped, reason: STOPPED_REASON }));
  await timeline.run(timeline.now() + 10 * MINUTE);
  const [task] = fleet.tasks({ arns: [running] });
  await fillRegistry(await clients.ecr());
  fleet.completeScan(SHOP, RELEASE.digest, [MOTOS_FINDING]);
  const measuredAt = timeline.now() - 10 * MINUTE;
  fillScaling(fleet, measuredAt);
  return { clients, network: NETWORK, running: runningTask(task), stopped, measuredAt };
}

function fill(fleet: Fleet): void {
  fleet.addCluster({ name: CLUSTER });
  fleet.registerTaskDefinition(jobDefinition('job'));
  fleet.registerTaskDefinition(jobDefinition('api'));
  fleet.registerTaskDefinition(jobDefinition('api'));
  fleet.createService({
    cluster: CLUSTER,
    name: SERVICE,
    taskDefinition: 'api:1',
    desiredCount: 2,
    placement: { launchType: 'FARGATE', network: ecsNetwork(NETWORK).awsvpcConfiguration },
    tags: TAGS,
  });
  const target = jobTarget(NETWORK);
  for (const rule of [RULE, LONG_RULE]) fleet.putRule(rule, [{ Id: '1', ...target }]);
  // The fleet knows a bus by its rules.
  fleet.putRule(`${BUS}/on-rebuild`, []);
  const { group, name } = GROUPED_SCHEDULE;
  for (const schedule of [SCHEDULE, `${group}/${name}`]) fleet.putSchedule(schedule, target);
  fleet.putParameter(SECRET, 'a secret', 'SecureString');
  fleet.putParameter(KILL_SWITCH, 'off');
  fleet.putLogLines(LOG.group, `${LOG.streamPrefix}/app/${LOGGED_TASK}`, LINES);
}
