import { EC2Client } from '@aws-sdk/client-ec2';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
  type Task,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { ecsNetwork, jobDefinition, targetNetwork } from '../contract/account.ts';
import type { AwsEvent } from '../support/event-path.ts';
import { defaultNetwork } from '../support/network.ts';

export const CLUSTER = 'prod';
const CLUSTER_ARN = `arn:aws:ecs:eu-west-1:123456789012:cluster/${CLUSTER}`;
const RULE = 'loop-nightly';

/** What ECS would do by itself, and moto does not: tasks end, and events tell of it. */
export interface MotoFleet {
  /** A task of a family, as a rule of EventBridge starts it: on Fargate Spot. */
  runJob(family: string): Promise<string>;
  /** A service with two revisions that is on the second by now; gives its ARN. */
  serviceOnSecond(name: string, desiredCount: number): Promise<string>;
  /** A task of a service that ends at once. */
  crash(service: string, taskDefinition: string): Promise<AwsEvent>;
  /** End a task; gives the event that ECS sends then. */
  stop(task: string, reason: string, stopCode: string): Promise<AwsEvent>;
  tasks(family: string, desiredStatus: 'RUNNING' | 'STOPPED'): Promise<readonly Task[]>;
}

export async function openMotoFleet(): Promise<MotoFleet> {
  const ecs = new ECSClient({});
  const network = await defaultNetwork(new EC2Client({}));
  const capacityProviders = ['FARGATE', 'FARGATE_SPOT'];
  await ecs.send(new CreateClusterCommand({ clusterName: CLUSTER, capacityProviders }));
  const networkConfiguration = ecsNetwork(network);

  async function register(family: string): Promise<string> {
    const { taskDefinition } = await ecs.send(new RegisterTaskDefinitionCommand(jobDefinition(family)));
    return taskDefinition?.taskDefinitionArn ?? '';
  }

  async function runJob(family: string): Promise<string> {
    const taskDefinition = await register(family);
    await putRule(taskDefinition, targetNetwork(network));
    const run = { cluster: CLUSTER, taskDefinition, networkConfiguration, startedBy: `events-rule/${RULE}` };
    const capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }];
    const { tasks } = await ecs.send(new RunTaskCommand({ ...run, capacityProviderStrategy }));
    return tasks?.[0]?.taskArn ?? '';
  }

  // A service that is made with no tasks counts as complete, and takes its running count from UpdateService.
  async function serviceOnSecond(serviceName: string, desiredCount: number): Promise<string> {
    const [first, second] = [await register(serviceName), await register(serviceName)];
    const service = { serviceName, taskDefinition: first, desiredCount: 0, networkConfiguration };
    await ecs.send(new CreateServiceCommand({ cluster: CLUSTER, launchType: 'FARGATE', ...service }));
    const update = { cluster: CLUSTER, service: serviceName };
    await ecs.send(new UpdateServiceCommand({ ...update, desiredCount, taskDefinition: second }));
    return second;
  }

  async function crash(service: string, taskDefinition: string): Promise<AwsEvent> {
    const run = { cluster: CLUSTER, taskDefinition, networkConfiguration, group: `service:${service}` };
    const { tasks } = await ecs.send(
      new RunTaskCommand({ ...run, launchType: 'FARGATE', startedBy: 'ecs-svc/1234567890123456789' }),
    );
    const reason = 'Essential container in task exited';
    return stop(tasks?.[0]?.taskArn ?? '', reason, 'EssentialContainerExited');
  }

  async function stop(task: string, reason: string, stopCode: string): Promise<AwsEvent> {
    const { task: stopped } = await ecs.send(new StopTaskCommand({ cluster: CLUSTER, task, reason }));
    const stoppedAt = new Date().toISOString();
    return {
      source: 'aws.ecs',
      'detail-type': 'ECS Task State Change',
      resources: [task],
      detail: { ...stopped, stopCode, stoppedAt, version: 7 },
    };
  }

  async function tasks(family: string, desiredStatus: 'RUNNING' | 'STOPPED'): Promise<readonly Task[]> {
    const { taskArns = [] } = await ecs.send(
      new ListTasksCommand({ cluster: CLUSTER, family, desiredStatus }),
    );
    if (taskArns.length === 0) return [];
    const command = new DescribeTasksCommand({ cluster: CLUSTER, tasks: taskArns, include: ['TAGS'] });
    return (await ecs.send(command)).tasks ?? [];
  }

  return { runJob, serviceOnSecond, crash, stop, tasks };
}

async function putRule(TaskDefinitionArn: string, NetworkConfiguration: ReturnType<typeof targetNetwork>) {
  const events = new EventBridgeClient({});
  await events.send(new PutRuleCommand({ Name: RULE, ScheduleExpression: 'rate(1 day)' }));
  const target = { Id: '1', Arn: CLUSTER_ARN, RoleArn: 'arn:aws:iam::123456789012:role/events' };
  const EcsParameters = { TaskDefinitionArn, NetworkConfiguration };
  await events.send(new PutTargetsCommand({ Rule: RULE, Targets: [{ ...target, EcsParameters }] }));
}
