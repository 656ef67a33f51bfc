import { describe, expect, test } from 'vitest';
import { createReads, READ_PERMISSIONS } from '../../../shared/aws/reads.ts';
import { USE_PERMISSIONS } from '../../../shared/aws/uses/permissions.ts';
import type { FleetReads } from '../../../shared/domain/fleet.ts';
import type { TaskState } from '../../../shared/domain/signal.ts';
import { type Behaviour, simulatedAws } from '../simulated-aws.ts';

const CLUSTER = 'arn:aws:ecs:eu-west-1:111122223333:cluster/prod';
const TASK = CLUSTER.replace(':cluster/', ':task/').concat('/0123');

/** An AWS in which everything that a read may ask for has to be asked for. */
const AWS: Behaviour = {
  DescribeServices: () => ({ failures: [{ reason: 'MISSING' }] }),
  ListServiceDeployments: () => ({
    serviceDeployments: [{ targetServiceRevisionArn: 'revision', finishedAt: new Date(0) }],
  }),
  DescribeServiceDeployments: () => ({ failures: [{ reason: 'MISSING' }] }),
  DescribeServiceRevisions: () => ({ failures: [{ reason: 'MISSING' }] }),
  DescribeTaskDefinition: () => ({
    taskDefinition: { taskDefinitionArn: 'a', status: 'ACTIVE', containerDefinitions: [] },
  }),
  DescribeTasks: () => ({ tasks: [] }),
  DescribeClusters: () => ({ failures: [{ reason: 'MISSING' }] }),
  ListRules: () => ({ Rules: [{ Name: 'rule' }] }),
  ListTargetsByRule: () => ({ Targets: [] }),
  ListSchedules: () => ({ Schedules: [{ Name: 'schedule', Target: { Arn: CLUSTER } }] }),
  GetSchedule: () => ({}),
  DescribeNetworkInterfaces: () => ({ NetworkInterfaces: [] }),
  GetLogEvents: () => ({ events: [] }),
};

const startedBy = (text: string): TaskState => ({
  taskArn: TASK,
  taskId: '0123',
  clusterArn: CLUSTER,
  cluster: 'prod',
  taskDefinitionArn: CLUSTER.replace(':cluster/prod', ':task-definition/report:1'),
  lastStatus: 'STOPPED',
  containers: [],
  networkInterfaceId: 'eni-1',
  startedBy: text,
});

const USES: { readonly [Name in keyof FleetReads]: (reads: FleetReads) => Promise<unknown> } = {
  service: (reads) => reads.service(CLUSTER, 'api'),
  steadyRevisions: (reads) => reads.steadyRevisions(CLUSTER, 'api'),
  serviceDeployment: (reads) => reads.serviceDeployment('deployment'),
  serviceRevision: (reads) => reads.serviceRevision('revision'),
  taskDefinition: (reads) => reads.taskDefinition('report:1'),
  tasks: (reads) => reads.tasks(CLUSTER, [TASK]),
  cluster: (reads) => reads.cluster(CLUSTER),
  network: async (reads) => {
    await reads.network(startedBy('events-rule/'.padEnd(36, 'x')));
    await reads.network(startedBy('chronos-schedule/'.padEnd(36, 'x')));
  },
  logTail: (reads) => reads.logTail({ group: 'g', streamPrefix: 'p', region: 'eu-west-1' }, 'c', '0123', 5),
};

describe('shared/aws/reads', () => {
  test.each(Object.entries(USES))('%s declares exactly the IAM actions that it uses', async (name, use) => {
    const aws = simulatedAws(AWS);

    await use(createReads(aws.clients));

    const declared = READ_PERMISSIONS[name as keyof FleetReads];
    expect([...new Set(aws.calls)].sort()).toEqual([...declared].sort());
  });

  test('who uses an image needs what its readers declare', () => {
    const needed = new Set(Object.values(USE_PERMISSIONS).flat());

    expect(READ_PERMISSIONS.imageUses).toEqual([...needed].sort());
  });
});
