import {
  ClusterNotFoundException,
  ConflictException,
  DescribeClustersCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  InvalidParameterException,
  ListServiceDeploymentsCommand,
  ListServicesCommand,
  ListTasksCommand,
  RunTaskCommand,
  type RunTaskCommandInput,
  ServiceNotActiveException,
  ServiceNotFoundException,
  StopTaskCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { createStage, definition, HOUR, NETWORK, serviceOf, taskDetails, webService } from './support.ts';

const RUN: RunTaskCommandInput = {
  cluster: 'shop',
  taskDefinition: 'web:1',
  launchType: 'FARGATE',
  networkConfiguration: { awsvpcConfiguration: NETWORK },
};

describe('local/fleet/api RunTask', () => {
  it('answers a repeated client token with the same tasks, and starts no others', async () => {
    const { ecs, fleet } = createStage();
    const input = { ...RUN, count: 2, clientToken: 'event-1' };

    const first = await ecs.send(new RunTaskCommand(input));
    const again = await ecs.send(new RunTaskCommand(input));

    expect(again.tasks?.map(({ taskArn }) => taskArn)).toEqual(first.tasks?.map(({ taskArn }) => taskArn));
    expect(fleet.tasks()).toHaveLength(2);
  });

  it('refuses a client token that came with other parameters, and names its tasks', async () => {
    const { ecs } = createStage();
    const { tasks } = await ecs.send(new RunTaskCommand({ ...RUN, clientToken: 'event-1' }));

    const failure = await ecs
      .send(new RunTaskCommand({ ...RUN, count: 2, clientToken: 'event-1' }))
      .catch((e) => e);

    expect(failure).toBeInstanceOf(ConflictException);
    expect(failure.resourceIds).toEqual([tasks?.[0]?.taskArn]);
  });

  it('frees a client token after a day, or an hour after its task stopped', async () => {
    const stage = createStage();
    stage.fleet.behave({ on: {}, failure: { kind: 'exit', afterSeconds: 5, exitCode: 0 }, times: 1 });
    const input = { ...RUN, clientToken: 'event-1' };
    await stage.ecs.send(new RunTaskCommand(input));

    await stage.pass(70);
    await stage.ecs.send(new RunTaskCommand(input));
    await stage.timeline.run(stage.timeline.now() + 25 * HOUR);
    await stage.ecs.send(new RunTaskCommand(input));

    expect(taskDetails(stage).filter(({ lastStatus }) => lastStatus === 'PROVISIONING')).toHaveLength(3);
  });

  it('says in its failures that there was no room', async () => {
    const { ecs, fleet } = createStage();
    fleet.behave({ on: {}, failure: { kind: 'no-capacity', reason: 'RESOURCE:MEMORY' }, times: 1 });

    const answer = await ecs.send(new RunTaskCommand({ ...RUN, count: 2 }));

    expect(answer.tasks).toHaveLength(1);
    expect(answer.failures).toEqual([{ reason: 'RESOURCE:MEMORY' }]);
  });

  it.each([
    ['more than ten tasks', { count: 11 }, /count/],
    [
      'a launch type beside a capacity provider strategy',
      { capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }] },
      /launch type and capacity provider strategy/,
    ],
    ['a long startedBy', { startedBy: 'x'.repeat(129) }, /startedBy/],
    ['a long client token', { clientToken: 'x'.repeat(65) }, /clientToken/],
    ["a service's group", { group: 'service:web' }, /group/],
    ['a reserved tag', { tags: [{ key: 'aws:ecs:clusterName', value: 'shop' }] }, /reserved/],
    ['no network', { networkConfiguration: undefined }, /Network Configuration/],
    ['an unknown container', { overrides: { containerOverrides: [{ name: 'db' }] } }, /named db/],
    [
      'an unknown capacity provider',
      { launchType: undefined, capacityProviderStrategy: [{ capacityProvider: 'gpu' }] },
      /'gpu'/,
    ],
  ] satisfies [string, Partial<RunTaskCommandInput>, RegExp][])(
    'refuses %s',
    async (_what, wrong, message) => {
      const { ecs } = createStage();

      const failure = await ecs.send(new RunTaskCommand({ ...RUN, ...wrong })).catch((error) => error);

      expect(failure).toBeInstanceOf(InvalidParameterException);
      expect(failure.message).toMatch(message);
    },
  );

  it('shows what it was asked for on the task', async () => {
    const { ecs } = createStage();

    const { tasks } = await ecs.send(
      new RunTaskCommand({
        ...RUN,
        launchType: undefined,
        capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
        startedBy: 'nightly',
        group: 'reports',
        tags: [{ key: 'team', value: 'data' }],
        overrides: { containerOverrides: [{ name: 'app', command: ['report'] }] },
      }),
    );

    expect(tasks).toMatchObject([
      {
        launchType: 'FARGATE',
        capacityProviderName: 'FARGATE_SPOT',
        startedBy: 'nightly',
        group: 'reports',
        tags: [{ key: 'team', value: 'data' }],
        overrides: { containerOverrides: [{ name: 'app', command: ['report'] }] },
        lastStatus: 'PROVISIONING',
      },
    ]);
  });
});

describe('local/fleet/api tasks', () => {
  it('sees a new task only after a while where the fleet lags', async () => {
    const stage = createStage({ settings: { lagSeconds: 3 } });
    const arns = stage.fleet.runTask(RUN);
    const look = () => stage.ecs.send(new DescribeTasksCommand({ cluster: 'shop', tasks: [...arns] }));

    const atOnce = await look();
    await stage.pass(1);

    expect(atOnce.failures).toMatchObject([{ reason: 'MISSING' }]);
    expect((await look()).tasks).toHaveLength(1);
  });

  it('stops a task with the reason that was given, once, and deletes its tags', async () => {
    const stage = createStage();
    const [task] = stage.fleet.runTask({ ...RUN, tags: [{ key: 'team', value: 'data' }] });
    await stage.pass(2);

    const stop = new StopTaskCommand({ cluster: 'shop', task, reason: 'too slow' });
    await stage.ecs.send(stop);
    await stage.ecs.send(stop);
    await stage.pass(2);

    expect(taskDetails(stage).filter(({ stopCode }) => stopCode !== undefined)).toMatchObject([
      { lastStatus: 'RUNNING', desiredStatus: 'STOPPED', stoppedReason: 'too slow' },
      { lastStatus: 'STOPPING' },
      { lastStatus: 'DEPROVISIONING' },
      { lastStatus: 'STOPPED', stopCode: 'UserInitiated' },
    ]);
    expect(stage.fleet.tasks()[0]?.tags).toEqual([]);
  });

  it('lists tasks page by page, by service and desired status', async () => {
    const stage = createStage();
    stage.fleet.createService({ ...webService(25), runningSince: stage.timeline.now() });
    stage.fleet.runTask(RUN);

    const pages: number[] = [];
    let nextToken: string | undefined;
    do {
      const input = { cluster: 'shop', serviceName: 'web', maxResults: 10, nextToken };
      const page = await stage.ecs.send(new ListTasksCommand(input));
      pages.push(page.taskArns?.length ?? 0);
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    const stopped = await stage.ecs.send(new ListTasksCommand({ cluster: 'shop', desiredStatus: 'STOPPED' }));

    expect(pages).toEqual([10, 10, 5]);
    expect(stopped.taskArns).toEqual([]);
    await expect(
      stage.ecs.send(new ListTasksCommand({ cluster: 'shop', nextToken: 'made-up' })),
    ).rejects.toBeInstanceOf(InvalidParameterException);
  });

  it('describes at most a hundred tasks at once', async () => {
    const { ecs } = createStage();

    const failure = ecs.send(new DescribeTasksCommand({ cluster: 'shop', tasks: Array(101).fill('x') }));

    await expect(failure).rejects.toBeInstanceOf(InvalidParameterException);
  });
});

describe('local/fleet/api services', () => {
  it('describes services by name and ARN, says which are missing, and shows tags only when asked', async () => {
    const { ecs, fleet } = createStage();
    const arn = fleet.createService({ ...webService(1), tags: [{ key: 'team', value: 'shop' }] });

    const plain = await ecs.send(
      new DescribeServicesCommand({ cluster: 'shop', services: ['web', arn, 'gone'] }),
    );
    const tagged = await ecs.send(
      new DescribeServicesCommand({ cluster: 'shop', services: ['web'], include: ['TAGS'] }),
    );

    expect(plain.services?.map(({ serviceArn }) => serviceArn)).toEqual([arn, arn]);
    expect(plain.failures).toEqual([
      { arn: expect.stringMatching(/service\/shop\/gone$/), reason: 'MISSING' },
    ]);
    expect(plain.services?.[0]).not.toHaveProperty('tags');
    expect(tagged.services).toMatchObject([{ tags: [{ key: 'team', value: 'shop' }] }]);
  });

  it('refuses more than ten services, unknown clusters and services, and inactive services', async () => {
    const stage = createStage();
    stage.fleet.createService({ ...webService(1), runningSince: stage.timeline.now() });
    const update = (service: string, cluster = 'shop') =>
      stage.ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: 1 }));

    await expect(
      stage.ecs.send(new DescribeServicesCommand({ cluster: 'shop', services: Array(11).fill('web') })),
    ).rejects.toBeInstanceOf(InvalidParameterException);
    await expect(update('web', 'nowhere')).rejects.toBeInstanceOf(ClusterNotFoundException);
    await expect(update('gone')).rejects.toBeInstanceOf(ServiceNotFoundException);
    stage.fleet.deleteService('shop', 'web');
    await stage.pass(5);
    await expect(update('web')).rejects.toBeInstanceOf(ServiceNotActiveException);
    expect(await serviceOf(stage)).toMatchObject({ status: 'INACTIVE', runningCount: 0 });
  });

  it('makes a deployment for a new task definition or by force, but not for a new desired count', async () => {
    const stage = createStage();
    stage.fleet.createService({ ...webService(1), runningSince: stage.timeline.now() });
    stage.fleet.registerTaskDefinition(definition('web'));
    const update = (change: object) =>
      stage.ecs.send(new UpdateServiceCommand({ cluster: 'shop', service: 'web', ...change }));
    const deployments = async () => {
      const input = { cluster: 'shop', service: 'web' };
      return (await stage.ecs.send(new ListServiceDeploymentsCommand(input))).serviceDeployments?.length;
    };

    await update({ desiredCount: 2 });
    const scaled = await deployments();
    await update({ taskDefinition: 'web:1' });
    const unchanged = await deployments();
    await update({ taskDefinition: 'web:2' });
    const deployed = await deployments();
    await update({ forceNewDeployment: true });

    expect([scaled, unchanged, deployed, await deployments()]).toEqual([1, 1, 2, 3]);
    await expect(update({ taskDefinition: 'web:99' })).rejects.toThrow(/TaskDefinition not found/);
  });

  it('remembers which revision each deployment went to', async () => {
    const stage = createStage();
    stage.fleet.createService({ ...webService(1), runningSince: stage.timeline.now() });
    stage.fleet.registerTaskDefinition(definition('web'));
    stage.fleet.deploy('shop', 'web', 'web:2');
    await stage.pass(10);

    const list = (status?: 'SUCCESSFUL' | 'IN_PROGRESS') =>
      stage.ecs.send(
        new ListServiceDeploymentsCommand({
          cluster: 'shop',
          service: 'web',
          ...(status && { status: [status] }),
        }),
      );
    const { serviceDeployments = [] } = await list('SUCCESSFUL');
    const revisions = await stage.ecs.send(
      new DescribeServiceRevisionsCommand({
        serviceRevisionArns: serviceDeployments.map(
          ({ targetServiceRevisionArn }) => targetServiceRevisionArn ?? '',
        ),
      }),
    );
    const whole = await stage.ecs.send(
      new DescribeServiceDeploymentsCommand({
        serviceDeploymentArns: serviceDeployments.map(
          ({ serviceDeploymentArn }) => serviceDeploymentArn ?? '',
        ),
      }),
    );

    expect(revisions.serviceRevisions?.map(({ taskDefinition }) => taskDefinition?.slice(-5))).toEqual([
      'web:2',
      'web:1',
    ]);
    expect(whole.serviceDeployments).toMatchObject([{ status: 'SUCCESSFUL' }, { status: 'SUCCESSFUL' }]);
    expect((await list('IN_PROGRESS')).serviceDeployments).toEqual([]);
  });

  it('counts services and tasks of a cluster', async () => {
    const stage = createStage();
    stage.fleet.createService({ ...webService(3), runningSince: stage.timeline.now() });

    const { clusters, failures } = await stage.ecs.send(
      new DescribeClustersCommand({ clusters: ['shop', 'nowhere'], include: ['STATISTICS'] }),
    );

    expect(clusters).toMatchObject([
      { activeServicesCount: 1, runningTasksCount: 3, capacityProviders: ['FARGATE', 'FARGATE_SPOT'] },
    ]);
    expect(clusters?.[0]?.statistics).toContainEqual({ name: 'runningFargateTasksCount', value: '3' });
    expect(failures).toMatchObject([{ reason: 'MISSING' }]);
  });

  it('lists services ten at a time', async () => {
    const { ecs, fleet } = createStage();
    for (let index = 0; index < 12; index++) fleet.createService({ ...webService(1), name: `web-${index}` });

    const first = await ecs.send(new ListServicesCommand({ cluster: 'shop' }));
    const rest = await ecs.send(new ListServicesCommand({ cluster: 'shop', nextToken: first.nextToken }));

    expect([first.serviceArns?.length, rest.serviceArns?.length, rest.nextToken]).toEqual([10, 2, undefined]);
  });

  it('finds the newest revision of a family, and says when there is none', async () => {
    const { ecs, fleet } = createStage();
    fleet.registerTaskDefinition({ ...definition('web'), tags: [{ key: 'team', value: 'shop' }] });

    const found = await ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: 'web', include: ['TAGS'] }),
    );

    expect(found).toMatchObject({ taskDefinition: { revision: 2 }, tags: [{ key: 'team', value: 'shop' }] });
    await expect(ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'none' }))).rejects.toThrow(
      'Unable to describe task definition.',
    );
  });
});
