import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeNetworkInterfacesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { GetScheduleCommand, ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { createStage, NETWORK } from './support.ts';

const REGION = { region: 'eu-west-1' };
const RUN = {
  cluster: 'shop',
  taskDefinition: 'web',
  launchType: 'FARGATE',
  networkConfiguration: { awsvpcConfiguration: { ...NETWORK, assignPublicIp: 'ENABLED' } },
} as const;

const ECS_PARAMETERS = {
  TaskDefinitionArn: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web:1',
  LaunchType: 'FARGATE' as const,
  NetworkConfiguration: { awsvpcConfiguration: { Subnets: ['subnet-0a'], SecurityGroups: ['sg-01'] } },
};
const CLUSTER = 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop';
const ROLE = 'arn:aws:iam::111122223333:role/events';

describe('local/fleet/api logs', () => {
  it('gives the last lines that a container wrote, in the stream of its task', async () => {
    const stage = createStage();
    const logs = new CloudWatchLogsClient(REGION);
    stage.fleet.intercept(logs);
    const logLines = ['listening', 'out of cheese', 'redo from start'];
    stage.fleet.behave({ on: {}, failure: { kind: 'exit', afterSeconds: 9, exitCode: 1, logLines } });
    const [arn = ''] = stage.fleet.runTask(RUN);
    await stage.pass(5);

    const { events } = await logs.send(
      new GetLogEventsCommand({
        logGroupName: '/ecs/web',
        logStreamName: `ecs/app/${arn.split('/').at(-1)}`,
        startFromHead: false,
        limit: 2,
      }),
    );

    expect(events?.map(({ message }) => message)).toEqual(logLines.slice(1));
  });

  it('pages forward to the end, where the same token comes back', async () => {
    const { fleet } = createStage();
    const logs = new CloudWatchLogsClient(REGION);
    fleet.intercept(logs);
    fleet.putLogLines('/group', 'stream', ['1', '2', '3']);
    const read = (nextToken?: string) =>
      logs.send(
        new GetLogEventsCommand({
          logGroupName: '/group',
          logStreamName: 'stream',
          startFromHead: true,
          limit: 2,
          nextToken,
        }),
      );

    const first = await read();
    const second = await read(first.nextForwardToken);
    const third = await read(second.nextForwardToken);

    expect([first, second, third].map(({ events }) => events?.map(({ message }) => message))).toEqual([
      ['1', '2'],
      ['3'],
      [],
    ]);
    expect(third.nextForwardToken).toBe(second.nextForwardToken);
  });

  it('says whether it is the group or the stream that does not exist', async () => {
    const { fleet } = createStage();
    const logs = new CloudWatchLogsClient(REGION);
    fleet.intercept(logs);
    const read = (logGroupName: string) =>
      logs.send(new GetLogEventsCommand({ logGroupName, logStreamName: 'x' }));

    await expect(read('/none')).rejects.toThrow('The specified log group does not exist.');
    await expect(read('/ecs/web')).rejects.toThrow('The specified log stream does not exist.');
    await expect(read('/none')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('local/fleet/api parameters', () => {
  it('decrypts a secret parameter only when asked, and knows which do not exist', async () => {
    const { fleet } = createStage();
    const ssm = new SSMClient(REGION);
    fleet.intercept(ssm);
    fleet.putParameter('/watchkeeper/token', 'xoxb-1', 'SecureString');
    const read = async (Name: string, WithDecryption: boolean) =>
      (await ssm.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter?.Value;

    expect(await read('/watchkeeper/token', true)).toBe('xoxb-1');
    expect(await read('/watchkeeper/token', false)).not.toContain('xoxb');
    await expect(read('/none', true)).rejects.toBeInstanceOf(ParameterNotFound);
  });
});

describe('local/fleet/api network interfaces', () => {
  it('knows an interface only while its task has it', async () => {
    const stage = createStage();
    const ec2 = new EC2Client(REGION);
    stage.fleet.intercept(ec2);
    stage.fleet.behave({ on: {}, failure: { kind: 'exit', afterSeconds: 300, exitCode: 0 } });
    stage.fleet.runTask(RUN);
    await stage.pass(2);
    const details = stage.fleet.tasks()[0]?.attachments?.[0]?.details;
    const id = details?.find(({ name }) => name === 'networkInterfaceId')?.value ?? '';
    const look = () => ec2.send(new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [id] }));

    const { NetworkInterfaces } = await look();
    await stage.pass(10);

    expect(NetworkInterfaces).toMatchObject([
      {
        SubnetId: expect.stringMatching(/^subnet-0[ab]$/),
        Groups: [{ GroupId: 'sg-01' }],
        Association: { PublicIp: expect.any(String) },
      },
    ]);
    await expect(look()).rejects.toMatchObject({ name: 'InvalidNetworkInterfaceID.NotFound' });
  });
});

describe('local/fleet/api schedules', () => {
  it('runs what a rule names, with a startedBy that is cut at 36 characters', async () => {
    const { fleet } = createStage();
    const events = new EventBridgeClient(REGION);
    fleet.intercept(events);
    const name = 'nightly-report-for-the-whole-shop';
    fleet.putRule(name, [{ Id: '1', Arn: CLUSTER, RoleArn: ROLE, EcsParameters: ECS_PARAMETERS }]);

    fleet.fireRule(name);

    const rules = await events.send(new ListRulesCommand({ NamePrefix: 'nightly' }));
    const targets = await events.send(new ListTargetsByRuleCommand({ Rule: name }));
    expect(fleet.tasks()).toMatchObject([
      { startedBy: `events-rule/${name}`.slice(0, 36), group: 'family:web' },
    ]);
    expect(rules.Rules).toMatchObject([{ Name: name }]);
    expect(targets.Targets).toMatchObject([{ EcsParameters: ECS_PARAMETERS }]);
    await expect(events.send(new ListTargetsByRuleCommand({ Rule: 'none' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('runs what a schedule names, with the overrides of its input', async () => {
    const { fleet } = createStage();
    const scheduler = new SchedulerClient(REGION);
    fleet.intercept(scheduler);
    const Input = JSON.stringify({ containerOverrides: [{ name: 'app', command: ['report'] }] });
    fleet.putSchedule('reports/nightly', {
      Arn: CLUSTER,
      RoleArn: ROLE,
      Input,
      EcsParameters: ECS_PARAMETERS,
    });

    fleet.fireSchedule('reports/nightly');

    const found = await scheduler.send(new ListSchedulesCommand({ NamePrefix: 'night' }));
    const whole = await scheduler.send(new GetScheduleCommand({ GroupName: 'reports', Name: 'nightly' }));
    expect(fleet.tasks()).toMatchObject([
      {
        startedBy: 'chronos-schedule/nightly',
        overrides: { containerOverrides: [{ name: 'app', command: ['report'] }] },
      },
    ]);
    expect(found.Schedules).toMatchObject([
      { Name: 'nightly', GroupName: 'reports', Target: { Arn: CLUSTER } },
    ]);
    expect(whole.Target?.EcsParameters).toMatchObject(ECS_PARAMETERS);
    await expect(scheduler.send(new GetScheduleCommand({ Name: 'nightly' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
