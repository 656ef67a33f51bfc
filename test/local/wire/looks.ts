import { SILENT } from '../../../local/log.ts';
import { createExecute } from '../../../shared/actions/index.ts';
import { createKillSwitch, createParameter } from '../../../shared/aws/parameters.ts';
import { createReads } from '../../../shared/aws/reads.ts';
import type { ResponseClients } from '../../../shared/aws/response-clients.ts';
import type { Action } from '../../../shared/domain/action.ts';
import { CLUSTER, type Shop, SWITCH } from './shop.ts';

const ARN = 'arn:aws:ecs:eu-west-1:111122223333';
const web = (revision: number) => `${ARN}:task-definition/web:${revision}`;

/** Something that the product asks of AWS or does to it; what it throws counts as an answer too. */
export type Look = (shop: Shop, clients: ResponseClients) => Promise<unknown>;

/** Every read and every executor, where there is something and where there is nothing. */
export const LOOKS: Readonly<Record<string, Look>> = {
  'a service': (_shop, clients) => createReads(clients).service(CLUSTER, 'web'),
  'a service that is not there': (_shop, clients) => createReads(clients).service(CLUSTER, 'none'),
  'a service of a cluster that is not there': (_shop, clients) =>
    createReads(clients).service(`${CLUSTER}-none`, 'web'),
  'its steady revisions': (_shop, clients) => createReads(clients).steadyRevisions(CLUSTER, 'web'),
  'the revisions of no service': (_shop, clients) => createReads(clients).steadyRevisions(CLUSTER, 'none'),
  'a task definition': (_shop, clients) => createReads(clients).taskDefinition(web(2)),
  'a task definition that is not there': (_shop, clients) => createReads(clients).taskDefinition(web(9)),
  'all tasks': ({ tasks }, clients) => createReads(clients).tasks(CLUSTER, Object.values(tasks)),
  'a task that is not there': (_shop, clients) =>
    createReads(clients).tasks(CLUSTER, [`${ARN}:task/shop/none`]),
  'a cluster': (_shop, clients) => createReads(clients).cluster(CLUSTER),
  'the network of a task of a rule': ({ tasks }, clients) => network(clients, tasks.byRule),
  'the network of a task of a schedule': ({ tasks }, clients) => network(clients, tasks.bySchedule),
  'the network of a task by its interface': ({ tasks }, clients) => network(clients, tasks.byHand),
  'the network of a task that is gone': async (shop, clients) => {
    const [task] = await createReads(clients).tasks(CLUSTER, [shop.tasks.byHand]);
    shop.fleet.strike({}, { kind: 'exit', afterSeconds: 0, exitCode: 1 });
    await shop.timeline.run(shop.timeline.now() + 600_000);
    return task && createReads(clients).network(task);
  },
  'what a container wrote last': ({ tasks }, clients) => logTail(clients, tasks.byHand),
  'what a container that wrote nothing wrote': ({ tasks }, clients) => logTail(clients, tasks.byRule),
  'the kill switch': ({ timeline }, clients) =>
    createKillSwitch(clients, SWITCH, () => timeline.now(), SILENT)(),
  'a parameter that is not there': ({ timeline }, clients) =>
    createParameter(clients, '/none', 0, () => timeline.now())(),
  'a task that is run again': ({ tasks }, clients) => createExecute(clients, SILENT)(rerun(tasks.byHand)),
  'a task that cannot be run': ({ tasks }, clients) =>
    createExecute(clients, SILENT)({ ...rerun(tasks.byHand), taskDefinitionArn: web(9) }),
  'a service that is rolled back': (_shop, clients) => createExecute(clients, SILENT)(rollback('web')),
  'a service that cannot be rolled back': (_shop, clients) =>
    createExecute(clients, SILENT)(rollback('none')),
  'a read that is denied': ({ fleet }, clients) => {
    fleet.fault({ command: 'DescribeServices', kind: 'denied' });
    return createReads(clients).service(CLUSTER, 'web');
  },
  'an action that is denied': ({ fleet, tasks }, clients) => {
    fleet.fault({ command: 'RunTask', kind: 'denied' });
    return createExecute(clients, SILENT)(rerun(tasks.byHand));
  },
};

async function network(clients: ResponseClients, taskArn: string): Promise<unknown> {
  const reads = createReads(clients);
  const [task] = await reads.tasks(CLUSTER, [taskArn]);
  return task && reads.network(task);
}

function logTail(clients: ResponseClients, taskArn: string): Promise<readonly string[]> {
  const log = { group: '/ecs/web', streamPrefix: 'ecs', region: 'eu-west-1' };
  return createReads(clients).logTail(log, 'app', taskArn.split('/').at(-1) ?? '', 5);
}

function rerun(replaces: string): Action & { kind: 'ecs.run-task' } {
  return {
    kind: 'ecs.run-task',
    target: CLUSTER,
    clusterArn: CLUSTER,
    risk: 'low',
    clientToken: 'incident-1-try-1',
    replaces,
    taskDefinitionArn: web(1),
    startedBy: 'watchkeeper/1/somebody',
    launchType: 'FARGATE',
    network: { subnets: ['subnet-0a'], securityGroups: ['sg-01'], assignPublicIp: 'DISABLED' },
    overrides: { containerOverrides: [{ name: 'app', environment: [{ name: 'TRY', value: '2' }] }] },
    tags: { team: 'a < b' },
  };
}

function rollback(service: string): Action {
  const there = {
    kind: 'ecs.deploy-revision',
    target: `${ARN}:service/shop/${service}`,
    clusterArn: CLUSTER,
    service,
    risk: 'medium',
    from: web(2),
    to: web(1),
  } as const;
  return { ...there, inverse: { ...there, from: there.to, to: there.from } };
}
