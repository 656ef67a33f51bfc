import { describe, expect, test } from 'vitest';
import { createFleet } from '../../local/fleet/index.ts';
import { SILENT } from '../../local/log.ts';
import { createTimeline } from '../../local/timeline.ts';
import { createExecute } from '../../shared/actions/index.ts';
import { createReads } from '../../shared/aws/reads.ts';
import { createResponseClients } from '../../shared/aws/response-clients.ts';
import type { DeployRevision, RunTask } from '../../shared/domain/fleet-action.ts';

const NETWORK = {
  subnets: ['subnet-0a', 'subnet-0b'],
  securityGroups: ['sg-01'],
  assignPublicIp: 'DISABLED',
} as const;
const OPTIONS = {
  'awslogs-group': '/ecs/job',
  'awslogs-stream-prefix': 'ecs',
  'awslogs-region': 'eu-west-1',
};

/** A cluster with a family `job` of two revisions, and real clients that talk to it. */
function createShop() {
  const timeline = createTimeline(Date.parse('2026-11-23T03:00:00Z'));
  const fleet = createFleet({ timeline, seed: 1, emit: () => {} });
  const clients = createResponseClients({
    region: 'eu-west-1',
    intercept: (client) => fleet.intercept(client),
  });
  const cluster = fleet.addCluster({ name: 'shop' });
  const [first = '', second = ''] = [1, 2].map((version) =>
    fleet.registerTaskDefinition({
      family: 'job',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '256',
      memory: '512',
      containerDefinitions: [
        {
          name: 'app',
          image: `job:${version}`,
          logConfiguration: { logDriver: 'awslogs', options: OPTIONS },
        },
      ],
    }),
  );
  const pass = (minutes: number) => timeline.run(timeline.now() + minutes * 60_000);
  const execute = createExecute(clients, SILENT);
  return { fleet, cluster, first, second, pass, reads: createReads(clients), execute };
}

describe('shared/actions and shared/aws/reads in a fleet that behaves', () => {
  test('a scheduled task that failed is run again in its own network, once, although an answer was lost', async () => {
    const { fleet, cluster, first, pass, reads, execute } = createShop();
    fleet.behave({
      on: { taskDefinition: 'job:1' },
      failure: { kind: 'exit', afterSeconds: 20, exitCode: 1 },
    });
    const { assignPublicIp: AssignPublicIp, subnets, securityGroups } = NETWORK;
    const vpc = { Subnets: [...subnets], SecurityGroups: [...securityGroups], AssignPublicIp };
    const EcsParameters = {
      TaskDefinitionArn: first,
      LaunchType: 'FARGATE' as const,
      NetworkConfiguration: { awsvpcConfiguration: vpc },
    };
    fleet.putRule('nightly', [{ Id: 'job', Arn: cluster, EcsParameters }]);
    const [dead = ''] = fleet.fireRule('nightly');
    await pass(5);

    const [task] = await reads.tasks(cluster, [dead]);
    if (!task) throw new Error('the fleet has forgotten its task');
    const network = await reads.network(task);
    const action: RunTask = {
      kind: 'ecs.run-task',
      target: cluster,
      clusterArn: cluster,
      risk: 'low',
      clientToken: 'incident-1-try-1',
      replaces: dead,
      taskDefinitionArn: first,
      startedBy: `watchkeeper/1/${task.startedBy}`,
      launchType: 'FARGATE',
      ...(task.group && { group: task.group }),
      ...(network && { network }),
    };
    fleet.fault({ command: 'RunTask', kind: 'lost-answer' });
    const lost = execute(action);
    await expect(lost).rejects.toThrow('repeating this is harmless');
    const result = await execute(action);
    const again = await execute(action);

    expect(network).toEqual(NETWORK);
    expect(result).toMatchObject({ type: 'done', before: dead });
    expect(again).toEqual(result);
    expect(fleet.tasks()).toHaveLength(2);
  });

  test('a service goes back to the revision that was steady, once, although the answer was lost', async () => {
    const { fleet, cluster, first, second, pass, reads, execute } = createShop();
    const target = fleet.createService({
      cluster: 'shop',
      name: 'web',
      taskDefinition: first,
      desiredCount: 2,
      placement: { launchType: 'FARGATE', network: { subnets: ['subnet-0a'], securityGroups: ['sg-01'] } },
    });
    await pass(10);
    fleet.behave({
      on: { taskDefinition: 'job:2' },
      failure: { kind: 'exit', afterSeconds: 20, exitCode: 1 },
    });
    fleet.deploy('shop', 'web', second);
    await pass(10);

    const [steady] = await reads.steadyRevisions(cluster, 'web');
    const there = {
      kind: 'ecs.deploy-revision',
      target,
      clusterArn: cluster,
      service: 'web',
      risk: 'medium',
      from: second,
      to: steady?.taskDefinitionArn ?? '',
    } as const;
    const action: DeployRevision = { ...there, inverse: { ...there, from: there.to, to: there.from } };
    fleet.fault({ command: 'UpdateService', kind: 'lost-answer' });
    const result = await execute(action);
    await pass(10);

    expect(result).toMatchObject({ type: 'done', before: second, after: first });
    expect(fleet.calls.filter(({ command }) => command === 'UpdateService')).toHaveLength(1);
    expect(await reads.service(cluster, 'web')).toMatchObject({ taskDefinitionArn: first, runningCount: 2 });
    expect(await reads.cluster(cluster)).toMatchObject({ activeServices: 1 });
  });
});
