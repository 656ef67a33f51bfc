import { ResourceNotFoundException as NoSuchRule, type Target } from '@aws-sdk/client-eventbridge';
import { ResourceNotFoundException as NoSuchSchedule } from '@aws-sdk/client-scheduler';
import { describe, expect, test } from 'vitest';
import { createReads } from '../../../shared/aws/reads.ts';
import type { TaskState } from '../../../shared/domain/signal.ts';
import { type Behaviour, serviceError, simulatedAws } from '../simulated-aws.ts';

const ARN = 'arn:aws:ecs:eu-west-1:111122223333';
const CLUSTER = `${ARN}:cluster/prod`;
const definitionOf = (family: string, revision = 3) => `${ARN}:task-definition/${family}:${revision}`;

const taskStartedBy = (startedBy: string | undefined, networkInterfaceId?: string): TaskState => ({
  taskArn: `${ARN}:task/prod/0123`,
  taskId: '0123',
  clusterArn: CLUSTER,
  cluster: 'prod',
  taskDefinitionArn: definitionOf('report'),
  lastStatus: 'STOPPED',
  containers: [],
  ...(startedBy !== undefined && { startedBy }),
  ...(networkInterfaceId !== undefined && { networkInterfaceId }),
});

const targetIn = (subnet: string, family = 'report', cluster = CLUSTER) => ({
  Id: subnet,
  Arn: cluster,
  RoleArn: 'arn:aws:iam::111122223333:role/events',
  EcsParameters: {
    TaskDefinitionArn: definitionOf(family, 2),
    NetworkConfiguration: {
      awsvpcConfiguration: {
        Subnets: [subnet, 'subnet-b'],
        SecurityGroups: ['sg-1'],
        AssignPublicIp: 'ENABLED' as const,
      },
    },
  },
});
const networkIn = (subnet: string) => ({
  subnets: [subnet, 'subnet-b'],
  securityGroups: ['sg-1'],
  assignPublicIp: 'ENABLED',
});

/** Rules by name on the default bus; the listing comes in pages of one. */
function rules(targets: Readonly<Record<string, readonly Target[]>>): Behaviour {
  return {
    ListRules: ({ NamePrefix = '', NextToken = '0' }) => {
      const names = Object.keys(targets).filter((name) => name.startsWith(NamePrefix));
      const next = Number(NextToken) + 1;
      return {
        Rules: names.slice(next - 1, next).map((Name) => ({ Name })),
        NextToken: next < names.length ? String(next) : undefined,
      };
    },
    ListTargetsByRule: ({ Rule = '' }) => {
      const Targets = targets[Rule];
      if (!Targets) throw new NoSuchRule({ $metadata: {}, message: `Rule ${Rule} does not exist.` });
      return { Targets: [...Targets] };
    },
  };
}

interface Schedule {
  readonly name: string;
  readonly group: string;
  readonly target: ReturnType<typeof targetIn>;
}

function noSuchSchedule(name = ''): NoSuchSchedule {
  const message = `Schedule ${name} does not exist.`;
  return new NoSuchSchedule({ $metadata: {}, message, Message: message });
}

function schedules(all: readonly Schedule[]): Behaviour {
  return {
    ListSchedules: ({ NamePrefix = '' }) => ({
      Schedules: all
        .filter(({ name }) => name.startsWith(NamePrefix))
        .map(({ name, group, target }) => ({ Name: name, GroupName: group, Target: { Arn: target.Arn } })),
    }),
    GetSchedule: ({ Name, GroupName = 'default' }) => {
      const found = all.find(({ name, group }) => name === Name && group === GroupName);
      if (!found) throw noSuchSchedule(Name);
      return { Target: found.target };
    },
  };
}

const ENI: Behaviour = {
  DescribeNetworkInterfaces: ({ NetworkInterfaceIds }) => {
    if (NetworkInterfaceIds?.[0] !== 'eni-1') {
      throw serviceError('InvalidNetworkInterfaceID.NotFound', 'The networkInterface ID does not exist');
    }
    const Groups = [{ GroupId: 'sg-7' }, { GroupId: 'sg-8' }];
    return { NetworkInterfaces: [{ SubnetId: 'subnet-z', Groups }] };
  },
};

const networkOf = (task: TaskState, behaviour: Behaviour) =>
  createReads(simulatedAws(behaviour).clients).network(task);

describe('shared/aws/reads/network', () => {
  test('a task that a rule started has the network of the target of its family', async () => {
    const behaviour = rules({ nightly: [targetIn('subnet-x', 'other'), targetIn('subnet-a')] });

    expect(await networkOf(taskStartedBy('events-rule/nightly'), behaviour)).toEqual(networkIn('subnet-a'));
  });

  test('a rerun of our own still finds the rule, even a rerun of a rerun', async () => {
    const behaviour = rules({ nightly: [targetIn('subnet-a')] });

    for (const startedBy of [
      'watchkeeper/1/events-rule/nightly',
      'watchkeeper/2/watchkeeper/1/events-rule/nightly',
    ]) {
      expect(await networkOf(taskStartedBy(startedBy), behaviour)).toEqual(networkIn('subnet-a'));
    }
  });

  test('a name that ECS has cut is completed from the rules that begin with it', async () => {
    const startedBy = 'events-rule/a-name-that-is-longer-th';
    const behaviour = rules({
      'a-name-that-is-longer-than-ecs-shows': [targetIn('subnet-a')],
      'a-name-that-is-longer-than-that': [targetIn('subnet-x', 'other')],
    });

    expect(startedBy).toHaveLength(36);
    expect(await networkOf(taskStartedBy(startedBy), behaviour)).toEqual(networkIn('subnet-a'));
  });

  test('targets that do not agree tell nothing', async () => {
    const behaviour = rules({ nightly: [targetIn('subnet-a'), targetIn('subnet-c')] });

    expect(await networkOf(taskStartedBy('events-rule/nightly'), behaviour)).toBeUndefined();
  });

  test('a target on another cluster, or without subnets, is not the one', async () => {
    const bare = { ...targetIn('subnet-a'), EcsParameters: { TaskDefinitionArn: definitionOf('report') } };
    const behaviour = rules({ nightly: [targetIn('subnet-a', 'report', `${CLUSTER}-two`)], bare: [bare] });

    expect(await networkOf(taskStartedBy('events-rule/nightly'), behaviour)).toBeUndefined();
    expect(await networkOf(taskStartedBy('events-rule/bare'), behaviour)).toBeUndefined();
  });

  test('a task that a schedule started has the network of its target', async () => {
    const behaviour = schedules([{ name: 'hourly', group: 'default', target: targetIn('subnet-a') }]);

    expect(await networkOf(taskStartedBy('chronos-schedule/hourly'), behaviour)).toEqual(
      networkIn('subnet-a'),
    );
  });

  test('a schedule is found in any group, and by the beginning of a name that was cut', async () => {
    const behaviour = schedules([
      { name: 'gold-coast-data-lake', group: 'data', target: targetIn('subnet-a') },
      { name: 'gold-coast-data-lake-two', group: 'data', target: targetIn('subnet-x', 'other') },
      { name: 'hourly', group: 'data', target: targetIn('subnet-c') },
      { name: 'hourly-two', group: 'data', target: targetIn('subnet-d') },
    ]);

    const cut = await networkOf(taskStartedBy('chronos-schedule/gold-coast-data-lak'), behaviour);
    const grouped = await networkOf(taskStartedBy('chronos-schedule/hourly'), behaviour);

    expect(cut).toEqual(networkIn('subnet-a'));
    expect(grouped).toEqual(networkIn('subnet-c'));
  });

  test('without a rule or schedule that tells, the network interface does', async () => {
    const behaviour = { ...ENI, ...rules({}), ...schedules([]) };
    const network = { subnets: ['subnet-z'], securityGroups: ['sg-7', 'sg-8'], assignPublicIp: 'DISABLED' };

    for (const startedBy of [undefined, 'ana', 'events-rule/gone', 'chronos-schedule/gone']) {
      expect(await networkOf(taskStartedBy(startedBy, 'eni-1'), behaviour)).toEqual(network);
    }
  });

  test('an interface with a public address means that one was assigned', async () => {
    const behaviour: Behaviour = {
      DescribeNetworkInterfaces: () => ({
        NetworkInterfaces: [{ SubnetId: 'subnet-z', Groups: [], Association: { PublicIp: '198.51.100.7' } }],
      }),
    };

    expect(await networkOf(taskStartedBy(undefined, 'eni-1'), behaviour)).toMatchObject({
      assignPublicIp: 'ENABLED',
    });
  });

  test('when the interface is gone, too, the network is not known', async () => {
    expect(await networkOf(taskStartedBy(undefined, 'eni-gone'), ENI)).toBeUndefined();
    expect(await networkOf(taskStartedBy(undefined), ENI)).toBeUndefined();
  });

  test.each(['events-rule/', 'events-rule/../../x', `events-rule/${'x'.repeat(65)}`, 'chronos-schedule/a b'])(
    '%s is nobody to ask',
    async (startedBy) => {
      const aws = simulatedAws({});

      expect(await createReads(aws.clients).network(taskStartedBy(startedBy))).toBeUndefined();
      expect(aws.calls).toEqual([]);
    },
  );

  test('a rule that may not be read is an error: the interface must not stand in for it', async () => {
    const behaviour: Behaviour = {
      ...ENI,
      ListTargetsByRule: () => {
        throw serviceError('AccessDeniedException', 'no');
      },
    };

    const reading = networkOf(taskStartedBy('events-rule/nightly', 'eni-1'), behaviour);

    await expect(reading).rejects.toThrow('add "events:ListTargetsByRule"');
  });
});
