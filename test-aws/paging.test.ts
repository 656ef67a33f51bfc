import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { expect, it } from 'vitest';
import { createClients } from '../shared/aws/clients.ts';
import { createReads } from '../shared/aws/reads.ts';
import type { TaskState } from '../shared/domain/signal.ts';
import { CLUSTER_ARN, definitionArn, targetNetwork } from './contract/account.ts';
import { createListener } from './support/listener.ts';

// As much of a name as `startedBy` shows, behind `events-rule/` and `chronos-schedule/`.
const RULES = 'paged-rules-of-the-fleet';
const SCHEDULES = 'paged-schedules-of-';
/** moto gives 50 on a page. */
const NUMBERS = Array.from({ length: 51 }, (_, index) => String(index + 1).padStart(2, '0'));
const LAST = '51';

const NETWORK = { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' } as const;
const ROLE = 'arn:aws:iam::123456789012:role/events';
const TARGET = {
  Arn: CLUSTER_ARN,
  RoleArn: ROLE,
  EcsParameters: { TaskDefinitionArn: definitionArn('job'), NetworkConfiguration: targetNetwork(NETWORK) },
};

async function networkOf(startedBy: string) {
  const { listen, take } = createListener();
  const reads = createReads(createClients({ region: 'eu-west-1', intercept: listen }));
  const task: TaskState = {
    taskArn: 'task',
    taskId: 'task',
    clusterArn: CLUSTER_ARN,
    cluster: 'contract',
    lastStatus: 'STOPPED',
    containers: [],
    taskDefinitionArn: definitionArn('job:1'),
    startedBy,
  };
  return { network: await reads.network(task), calls: take() };
}

it('finds the rule on the second page', async () => {
  const events = new EventBridgeClient({});
  for (const number of NUMBERS) {
    await events.send(new PutRuleCommand({ Name: `${RULES}-${number}`, ScheduleExpression: 'rate(1 day)' }));
  }
  const Targets = [{ Id: '1', ...TARGET }];
  await events.send(new PutTargetsCommand({ Rule: `${RULES}-${LAST}`, Targets }));

  const { network, calls } = await networkOf(`events-rule/${RULES}`);

  expect(network).toEqual(NETWORK);
  expect(calls.filter((call) => call === 'ListRules ok')).toHaveLength(2);
});

it('finds the schedule on the second page', async () => {
  const scheduler = new SchedulerClient({});
  const when = { ScheduleExpression: 'rate(1 day)', FlexibleTimeWindow: { Mode: 'OFF' as const } };
  for (const number of NUMBERS) {
    const Arn = number === LAST ? TARGET.Arn : `${TARGET.Arn}-other`;
    const Target = { ...TARGET, Arn };
    await scheduler.send(new CreateScheduleCommand({ Name: `${SCHEDULES}${number}`, Target, ...when }));
  }

  const { network, calls } = await networkOf(`chronos-schedule/${SCHEDULES}`);

  expect(network).toEqual(NETWORK);
  expect(calls.filter((call) => call === 'ListSchedules ok')).toHaveLength(2);
});
