import { CreateClusterCommand, RegisterTaskDefinitionCommand, RunTaskCommand } from '@aws-sdk/client-ecs';
import { CreateEventBusCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { DisableCommand, EnableCommand } from '@aws-sdk/client-inspector2';
import { CreateScheduleCommand, CreateScheduleGroupCommand } from '@aws-sdk/client-scheduler';
import { expect, it } from 'vitest';
import { createResponseClients, type ResponseClients } from '../shared/aws/response-clients.ts';
import { openElsewhere } from '../shared/aws/uses/elsewhere.ts';
import { readUseGraph, USE_READERS } from '../shared/aws/uses.ts';
import type { UseGraph } from '../shared/domain/image.ts';
import { ACCOUNT, ecsNetwork, jobDefinition } from './contract/account.ts';
import { makeImageFunction } from './support/image-function.ts';
import { defaultNetwork } from './support/network.ts';

/** One that no other test uses: everything in it is read. */
const REGION = 'eu-north-1';
/** Moto gives the oldest revisions first, even when it is asked for the newest: so all of them. */
const SETTINGS = { account: ACCOUNT, rollbackDepth: 3, watchesEks: false, elsewhere: [] };
const nobody = async () => [];
/** Moto knows no deployments, and has no App Runner. */
const READERS = { ...USE_READERS, services: nobody, appRunner: nobody };

const told = ({ uses }: UseGraph) =>
  uses.map(({ repository, tag, kind, by }) => `${repository}:${tag ?? 'digest'} ${kind}: ${by}`).sort();

async function runTask(clients: ResponseClients): Promise<void> {
  const ecs = await clients.ecs();
  await ecs.send(new CreateClusterCommand({ clusterName: 'uses' }));
  for (const family of ['report', 'report', 'report', 'web'])
    await ecs.send(new RegisterTaskDefinitionCommand(jobDefinition(family)));
  const networkConfiguration = ecsNetwork(await defaultNetwork(await clients.ec2()));
  const run = { cluster: 'uses', taskDefinition: 'web', launchType: 'FARGATE' as const };
  await ecs.send(new RunTaskCommand({ ...run, networkConfiguration }));
}

async function schedule(clients: ResponseClients): Promise<void> {
  const Target = {
    Arn: `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/uses`,
    RoleArn: `arn:aws:iam::${ACCOUNT}:role/events`,
    EcsParameters: { TaskDefinitionArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/report:1` },
  };
  const events = await clients.eventBridge();
  await events.send(new CreateEventBusCommand({ Name: 'orders' }));
  const rule = { EventBusName: 'orders', Name: 'on-order' };
  await events.send(new PutRuleCommand({ ...rule, EventPattern: '{"source":["shop"]}' }));
  const targets = { EventBusName: 'orders', Rule: 'on-order', Targets: [{ Id: '1', ...Target }] };
  await events.send(new PutTargetsCommand(targets));
  const scheduler = await clients.scheduler();
  await scheduler.send(new CreateScheduleGroupCommand({ Name: 'reports' }));
  const when = { ScheduleExpression: 'rate(7 days)', FlexibleTimeWindow: { Mode: 'OFF' as const } };
  const name = { GroupName: 'reports', Name: 'nightly' };
  await scheduler.send(new CreateScheduleCommand({ ...name, Target, ...when }));
}

it('reads from an account over HTTP who uses which image', async () => {
  const clients = createResponseClients({ region: REGION });
  await runTask(clients);
  await schedule(clients);
  await makeImageFunction(REGION, 'thumbnails', `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/thumbnails:1`);
  const scans = { accountIds: [ACCOUNT], resourceTypes: ['ECR' as const] };
  const inspector = await clients.inspector();
  await inspector.send(new EnableCommand(scans));
  await inspector.send(new DisableCommand(scans));

  const graph = await readUseGraph(clients, SETTINGS, READERS);

  expect(graph.unread).toEqual([]);
  expect(told(graph)).toEqual([
    'report:1 rollback: task definition report:1',
    'report:1 rollback: task definition report:2',
    'report:1 rollback: task definition report:3',
    'report:1 scheduled: rule on-order',
    'report:1 scheduled: schedule nightly',
    'thumbnails:digest lambda: function thumbnails',
    'thumbnails:digest lambda: function thumbnails:1',
    'web:1 rollback: task definition web:1',
    'web:1 running: task web:1 in uses',
  ]);
});

it('reads another account with the credentials of a role there', async () => {
  const clients = createResponseClients({ region: REGION });
  const roleArn = 'arn:aws:iam::222233334444:role/image-reader';
  const elsewhere = [{ roleArn, regions: ['us-east-1'] }];
  const there = (await openElsewhere(ACCOUNT, clients, elsewhere)).open[0]?.clients;
  await (await there?.ecs())?.send(new RegisterTaskDefinitionCommand(jobDefinition('far')));

  const { definitions } = USE_READERS;
  const others = { tasks: nobody, rules: nobody, schedules: nobody, functions: nobody, eks: nobody };
  const graph = await readUseGraph(
    clients,
    { ...SETTINGS, elsewhere },
    { ...READERS, ...others, definitions },
  );

  expect(told(graph).filter((use) => use.includes('222233334444'))).toEqual([
    'far:1 rollback: task definition far:1 (account 222233334444, us-east-1)',
  ]);
  expect(graph.unread).toEqual([]);
});
