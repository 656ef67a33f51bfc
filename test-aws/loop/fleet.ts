import { EC2Client } from '@aws-sdk/client-ec2';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  type RunTaskCommandInput,
  StopTaskCommand,
  type Task,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import type { NetworkConfiguration } from '../../shared/domain/fleet-action.ts';
import { ACCOUNT, ecsNetwork, jobDefinition, targetNetwork } from '../contract/account.ts';
import type { AwsEvent } from '../support/event-path.ts';
import { defaultNetwork } from '../support/network.ts';

const CLUSTER = 'prod';
const RULE = 'loop-nightly';

/** What AWS would do by itself, and moto does not: rules fire, tasks end, and events tell of it. */
export interface MotoFleet {
  readonly ecs: ECSClient;
  readonly network: NetworkConfiguration;
}

export async function openMotoFleet(): Promise<MotoFleet> {
  const ecs = new ECSClient({});
  const capacityProviders = ['FARGATE', 'FARGATE_SPOT'];
  await ecs.send(new CreateClusterCommand({ clusterName: CLUSTER, capacityProviders }));
  return { ecs, network: await defaultNetwork(new EC2Client({})) };
}

/** A task of a family, as a rule starts it, on Fargate Spot; gives its ARN. */
export async function runJob(fleet: MotoFleet, family: string): Promise<string> {
  const taskDefinition = await register(fleet, family);
  await putRule(fleet, taskDefinition);
  const capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }];
  return run(fleet, { taskDefinition, capacityProviderStrategy, startedBy: `events-rule/${RULE}` });
}

/**
 * A service with two revisions that is on the second by now; gives its ARN. moto counts one that is made without
 * tasks as complete, and takes its running count from UpdateService.
 */
export async function serviceOnSecond(fleet: MotoFleet, name: string, tasks: number): Promise<string> {
  const [first, second] = [await register(fleet, name), await register(fleet, name)];
  await fleet.ecs.send(
    new CreateServiceCommand({
      cluster: CLUSTER,
      serviceName: name,
      taskDefinition: first,
      desiredCount: 0,
      launchType: 'FARGATE',
      networkConfiguration: ecsNetwork(fleet.network),
    }),
  );
  const update = { cluster: CLUSTER, service: name, desiredCount: tasks, taskDefinition: second };
  await fleet.ecs.send(new UpdateServiceCommand(update));
  return second;
}

/** A task of a service that ends at once. */
export async function crash(fleet: MotoFleet, service: string, taskDefinition: string): Promise<AwsEvent> {
  const starter = { group: `service:${service}`, startedBy: 'ecs-svc/1234567890123456789' };
  const task = await run(fleet, { taskDefinition, launchType: 'FARGATE', ...starter });
  return stop(fleet, task, 'Essential container in task exited', 'EssentialContainerExited');
}

/** End a task; gives the event that ECS sends then. */
export async function stop(
  { ecs }: MotoFleet,
  task: string,
  reason: string,
  stopCode: string,
): Promise<AwsEvent> {
  const { task: stopped } = await ecs.send(new StopTaskCommand({ cluster: CLUSTER, task, reason }));
  const stoppedAt = new Date().toISOString();
  return {
    source: 'aws.ecs',
    'detail-type': 'ECS Task State Change',
    resources: [task],
    detail: { ...stopped, stopCode, stoppedAt, version: 7 },
  };
}

/** The tasks of a family that run. */
export async function running({ ecs }: MotoFleet, family: string): Promise<readonly Task[]> {
  const list = new ListTasksCommand({ cluster: CLUSTER, family, desiredStatus: 'RUNNING' });
  const { taskArns = [] } = await ecs.send(list);
  if (taskArns.length === 0) return [];
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster: CLUSTER, tasks: taskArns }));
  return tasks;
}

async function register({ ecs }: MotoFleet, family: string): Promise<string> {
  const { taskDefinition } = await ecs.send(new RegisterTaskDefinitionCommand(jobDefinition(family)));
  return taskDefinition?.taskDefinitionArn ?? '';
}

async function run({ ecs, network }: MotoFleet, task: Omit<RunTaskCommandInput, 'cluster'>): Promise<string> {
  const where = { cluster: CLUSTER, networkConfiguration: ecsNetwork(network) };
  const { tasks } = await ecs.send(new RunTaskCommand({ ...where, ...task }));
  return tasks?.[0]?.taskArn ?? '';
}

async function putRule({ network }: MotoFleet, TaskDefinitionArn: string): Promise<void> {
  const events = new EventBridgeClient({});
  await events.send(new PutRuleCommand({ Name: RULE, ScheduleExpression: 'rate(1 day)' }));
  const target = {
    Id: '1',
    Arn: `arn:aws:ecs:eu-west-1:${ACCOUNT}:cluster/${CLUSTER}`,
    RoleArn: `arn:aws:iam::${ACCOUNT}:role/events`,
    EcsParameters: { TaskDefinitionArn, NetworkConfiguration: targetNetwork(network) },
  };
  await events.send(new PutTargetsCommand({ Rule: RULE, Targets: [target] }));
}
