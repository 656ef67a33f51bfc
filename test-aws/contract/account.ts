import type { RegisterTaskDefinitionRequest, Task } from '@aws-sdk/client-ecs';
import type { ResponseClients } from '../../shared/aws/response-clients.ts';
import type { NetworkConfiguration } from '../../shared/domain/fleet-action.ts';

/** The same account on both sides: the simulated fleet's, and moto's. */
export interface Side {
  readonly clients: ResponseClients;
  /** A subnet and a security group that are there. */
  readonly network: NetworkConfiguration;
  /** A task of `job:1` that runs, with its network interface, and one that somebody stopped. */
  readonly running: { readonly arn: string; readonly networkInterfaceId: string };
  readonly stopped: string;
  /** The minute in which the metric was measured, in milliseconds since the epoch. */
  readonly measuredAt: number;
}

export const ACCOUNT = '123456789012';
const ARN = `arn:aws:ecs:eu-west-1:${ACCOUNT}`;
export const CLUSTER = 'contract';
export const CLUSTER_ARN = `${ARN}:cluster/${CLUSTER}`;
export const UNKNOWN_CLUSTER = `${ARN}:cluster/unknown`;
export const SERVICE = 'api';
export const SERVICE_ARN = `${ARN}:service/${CLUSTER}/${SERVICE}`;
export const definitionArn = (name: string) => `${ARN}:task-definition/${name}`;
export const taskArn = (id: string) => `${ARN}:task/${CLUSTER}/${id}`;

export const STOPPED_REASON = 'Stopped by the contract';
export const TAGS = [{ key: 'team', value: 'payments' }];
export const LOG = { group: '/ecs/contract', streamPrefix: 'ecs', region: 'eu-west-1' } as const;
/** The task that wrote the lines of the log. */
export const LOGGED_TASK = '00000000000000000000000000000001';
export const LINES = ['one', 'two', 'three', 'four', 'five'];
export const SECRET = '/contract/secret';
export const KILL_SWITCH = '/contract/kill-switch';
export const RULE = 'contract-nightly';
/** Longer than what `startedBy` shows of a rule's name. */
export const LONG_RULE = 'contract-every-first-monday-of-the-month';
/** The event bus of those who build images. */
export const BUS = 'contract-builds';
export const SCHEDULE = 'contract-weekly';
export const GROUPED_SCHEDULE = { group: 'contract-team', name: 'contract-report' } as const;

export function jobDefinition(family: string): RegisterTaskDefinitionRequest {
  const options = {
    'awslogs-group': LOG.group,
    'awslogs-region': LOG.region,
    'awslogs-stream-prefix': LOG.streamPrefix,
  };
  return {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    tags: TAGS,
    containerDefinitions: [
      {
        name: 'app',
        image: `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/${family}:1`,
        memory: 256,
        secrets: [{ name: 'TOKEN', valueFrom: `arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter${SECRET}` }],
        logConfiguration: { logDriver: 'awslogs', options },
      },
    ],
  };
}

/** What a rule or a schedule starts: the job. */
export function jobTarget(network: NetworkConfiguration) {
  return {
    Arn: CLUSTER_ARN,
    RoleArn: `arn:aws:iam::${ACCOUNT}:role/events`,
    EcsParameters: { TaskDefinitionArn: definitionArn('job'), NetworkConfiguration: targetNetwork(network) },
  };
}

/** A task that runs, with the network interface that DescribeTasks shows of it. */
export function runningTask(task: Task | undefined): Side['running'] {
  const eni = task?.attachments?.[0]?.details?.find(({ name }) => name === 'networkInterfaceId');
  return { arn: task?.taskArn ?? '', networkInterfaceId: eni?.value ?? '' };
}

/** The same network as EventBridge and EventBridge Scheduler write it. */
export function targetNetwork({ subnets, securityGroups, assignPublicIp }: NetworkConfiguration) {
  return {
    awsvpcConfiguration: {
      Subnets: [...subnets],
      SecurityGroups: [...securityGroups],
      AssignPublicIp: assignPublicIp,
    },
  };
}

export function ecsNetwork({ subnets, securityGroups, assignPublicIp }: NetworkConfiguration) {
  return {
    awsvpcConfiguration: { subnets: [...subnets], securityGroups: [...securityGroups], assignPublicIp },
  };
}
