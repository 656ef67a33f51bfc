import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { StartImageScanCommand } from '@aws-sdk/client-ecr';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  type ECSClient,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
} from '@aws-sdk/client-ecs';
import { CreateEventBusCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateScheduleCommand, CreateScheduleGroupCommand } from '@aws-sdk/client-scheduler';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import type { Clients } from '../../shared/aws/clients.ts';
import type { Intercept } from '../../shared/aws/intercept.ts';
import { createResponseClients } from '../../shared/aws/response-clients.ts';
import type { NetworkConfiguration } from '../../shared/domain/fleet-action.ts';
import { defaultNetwork } from '../support/network.ts';
import {
  BUS,
  CLUSTER,
  definitionArn,
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
import { fillScaling } from './scaling/moto.ts';

const MINUTE = 60_000;

/** The account of the contract, made in moto with the calls that make it in AWS. */
export async function motoSide(listen: Intercept): Promise<Side> {
  const clients = createResponseClients({ region: 'eu-west-1', intercept: listen });
  const network = await defaultNetwork(await clients.ec2());
  const tasks = await fillEcs(await clients.ecs(), network);
  await fillTriggers(clients, network);
  await fillLog();
  await fillParameters(clients);
  const ecr = await clients.ecr();
  await fillRegistry(ecr);
  const imageId = { imageDigest: RELEASE.digest };
  await ecr.send(new StartImageScanCommand({ repositoryName: SHOP, imageId }));
  const measuredAt = Math.floor(Date.now() / MINUTE) * MINUTE - 10 * MINUTE;
  await fillScaling(clients, network, measuredAt);
  return { clients, network, ...tasks, measuredAt };
}

async function fillEcs(ecs: ECSClient, network: NetworkConfiguration) {
  const capacityProviders = ['FARGATE', 'FARGATE_SPOT'];
  await ecs.send(new CreateClusterCommand({ clusterName: CLUSTER, capacityProviders }));
  for (const family of ['job', 'api', 'api']) {
    await ecs.send(new RegisterTaskDefinitionCommand(jobDefinition(family)));
  }
  const placement = { launchType: 'FARGATE' as const, networkConfiguration: ecsNetwork(network) };
  await ecs.send(
    new CreateServiceCommand({
      cluster: CLUSTER,
      serviceName: SERVICE,
      taskDefinition: definitionArn('api:1'),
      desiredCount: 2,
      tags: TAGS,
      ...placement,
    }),
  );
  const run = { cluster: CLUSTER, taskDefinition: 'job:1', count: 2, ...placement };
  const { tasks: [first, second] = [] } = await ecs.send(new RunTaskCommand(run));
  const stop = { cluster: CLUSTER, task: second?.taskArn, reason: STOPPED_REASON };
  await ecs.send(new StopTaskCommand(stop));
  return { running: runningTask(first), stopped: second?.taskArn ?? '' };
}

async function fillTriggers(clients: Clients, network: NetworkConfiguration): Promise<void> {
  const target = jobTarget(network);
  const events = await clients.eventBridge();
  for (const Name of [RULE, LONG_RULE]) {
    await events.send(new PutRuleCommand({ Name, ScheduleExpression: 'rate(1 day)' }));
    await events.send(new PutTargetsCommand({ Rule: Name, Targets: [{ Id: '1', ...target }] }));
  }
  await events.send(new CreateEventBusCommand({ Name: BUS }));
  const scheduler = await clients.scheduler();
  const { group, name } = GROUPED_SCHEDULE;
  await scheduler.send(new CreateScheduleGroupCommand({ Name: group }));
  const when = { ScheduleExpression: 'rate(7 days)', FlexibleTimeWindow: { Mode: 'OFF' as const } };
  await scheduler.send(new CreateScheduleCommand({ Name: SCHEDULE, Target: target, ...when }));
  await scheduler.send(new CreateScheduleCommand({ Name: name, GroupName: group, Target: target, ...when }));
}

async function fillLog(): Promise<void> {
  const logs = new CloudWatchLogsClient({});
  const stream = { logGroupName: LOG.group, logStreamName: `${LOG.streamPrefix}/app/${LOGGED_TASK}` };
  await logs.send(new CreateLogGroupCommand({ logGroupName: LOG.group }));
  await logs.send(new CreateLogStreamCommand(stream));
  const logEvents = LINES.map((message, index) => ({ timestamp: Date.now() - 10_000 + index, message }));
  await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
}

async function fillParameters(clients: Clients): Promise<void> {
  const ssm = await clients.ssm();
  await ssm.send(new PutParameterCommand({ Name: SECRET, Value: 'a secret', Type: 'SecureString' }));
  await ssm.send(new PutParameterCommand({ Name: KILL_SWITCH, Value: 'off', Type: 'String' }));
}
