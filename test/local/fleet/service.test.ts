import { ListServiceDeploymentsCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import {
  createStage,
  definition,
  eventsNamed,
  NETWORK,
  serviceOf,
  taskDetails,
  webService,
} from './support.ts';

describe('local/fleet services', () => {
  it('converge to the desired count and say so once', async () => {
    const stage = createStage();
    stage.fleet.createService(webService(3));

    await stage.pass(10);

    const service = await serviceOf(stage);
    expect(service).toMatchObject({ runningCount: 3, pendingCount: 0, desiredCount: 3 });
    expect(service.deployments).toMatchObject([
      { status: 'PRIMARY', rolloutState: 'COMPLETED', failedTasks: 0 },
    ]);
    expect(eventsNamed(stage, 'SERVICE_DEPLOYMENT_COMPLETED')).toHaveLength(1);
    expect(eventsNamed(stage, 'SERVICE_STEADY_STATE')).toHaveLength(1);
  });

  it('come to rest: nothing is left to happen to a healthy fleet', async () => {
    const stage = createStage();
    stage.fleet.createService(webService(3));

    await stage.timeline.run();

    expect(await serviceOf(stage)).toMatchObject({ runningCount: 3 });
  });

  it('replace a task that died', async () => {
    const stage = createStage();
    stage.fleet.createService(webService(2));
    await stage.pass(10);

    stage.fleet.strike(
      { arns: [stage.fleet.tasks()[0]?.taskArn ?? ''] },
      { kind: 'exit', afterSeconds: 0, exitCode: 1 },
    );
    await stage.pass(10);

    expect(await serviceOf(stage)).toMatchObject({ runningCount: 2 });
    expect(stage.fleet.tasks().filter(({ lastStatus }) => lastStatus === 'STOPPED')).toHaveLength(1);
  });

  it('keep failing for as long as the revision crashes, and never complete the deployment', async () => {
    const stage = createStage();
    stage.fleet.behave({
      on: { taskDefinition: 'web:1' },
      failure: { kind: 'exit', afterSeconds: 20, exitCode: 1 },
    });
    stage.fleet.createService(webService(2));

    await stage.pass(20);

    const stops = taskDetails(stage).filter(({ lastStatus }) => lastStatus === 'STOPPED');
    const service = await serviceOf(stage);
    expect(stops.length).toBeGreaterThan(20);
    expect(stops[0]).toMatchObject({ stopCode: 'EssentialContainerExited', containers: [{ exitCode: 1 }] });
    expect(service.deployments?.[0]).toMatchObject({ rolloutState: 'IN_PROGRESS' });
    expect(service.deployments?.[0]?.failedTasks).toBeGreaterThan(20);
    expect(eventsNamed(stage, 'SERVICE_STEADY_STATE')).toHaveLength(0);
  });

  it('replace old tasks by new ones in a rolling deployment, without ever serving with fewer', async () => {
    const stage = createStage();
    stage.fleet.createService({ ...webService(4), runningSince: stage.timeline.now() });
    stage.fleet.registerTaskDefinition(definition('web'));

    stage.fleet.deploy('shop', 'web', 'web:2');
    let fewest = 4;
    for (let second = 0; second < 300; second++) {
      await stage.pass(1 / 60);
      fewest = Math.min(fewest, (await serviceOf(stage)).runningCount ?? 0);
    }

    const stopped = taskDetails(stage).filter(({ lastStatus }) => lastStatus === 'STOPPED');
    expect(fewest).toBe(4);
    expect(stopped).toHaveLength(4);
    expect(stopped[0]).toMatchObject({
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: expect.stringMatching(/^Scaling activity initiated by \(deployment ecs-svc\/\d{19}\)$/),
    });
    expect(await serviceOf(stage)).toMatchObject({
      taskDefinition: expect.stringMatching(/web:2$/),
      runningCount: 4,
    });
    expect((await serviceOf(stage)).deployments).toHaveLength(1);
  });

  it('keep the old tasks while the new revision crashes, and get well again by a rollback', async () => {
    const stage = createStage();
    stage.fleet.createService({ ...webService(3), runningSince: stage.timeline.now() });
    stage.fleet.registerTaskDefinition(definition('web'));
    stage.fleet.behave({
      on: { taskDefinition: 'web:2' },
      failure: { kind: 'exit', afterSeconds: 2, exitCode: 1 },
    });
    stage.fleet.deploy('shop', 'web', 'web:2');
    await stage.pass(15);

    await stage.ecs.send(
      new UpdateServiceCommand({ cluster: 'shop', service: 'web', taskDefinition: 'web:1' }),
    );
    await stage.pass(15);

    const service = await serviceOf(stage);
    const { serviceDeployments } = await stage.ecs.send(
      new ListServiceDeploymentsCommand({ cluster: 'shop', service: 'web' }),
    );
    expect(service).toMatchObject({ runningCount: 3, taskDefinition: expect.stringMatching(/web:1$/) });
    expect(service.deployments).toMatchObject([{ status: 'PRIMARY', rolloutState: 'COMPLETED' }]);
    expect(serviceDeployments?.map(({ status }) => status)).toEqual(['SUCCESSFUL', 'STOPPED', 'SUCCESSFUL']);
  });

  it('are rolled back by the circuit breaker to the last deployment that completed', async () => {
    const stage = createStage();
    stage.fleet.createService({
      ...webService(3),
      runningSince: stage.timeline.now(),
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    });
    stage.fleet.registerTaskDefinition(definition('web'));
    stage.fleet.behave({ on: { taskDefinition: 'web:2' }, failure: { kind: 'image-not-found' } });

    stage.fleet.deploy('shop', 'web', 'web:2');
    await stage.pass(20);

    const { serviceDeployments } = await stage.ecs.send(
      new ListServiceDeploymentsCommand({ cluster: 'shop', service: 'web' }),
    );
    expect(await serviceOf(stage)).toMatchObject({
      runningCount: 3,
      taskDefinition: expect.stringMatching(/web:1$/),
    });
    expect(eventsNamed(stage, 'SERVICE_DEPLOYMENT_FAILED')).toHaveLength(1);
    expect(eventsNamed(stage, 'SERVICE_DEPLOYMENT_IN_PROGRESS').at(-1)?.detail.reason).toMatch(
      /rolling back to deploymentId ecs-svc/,
    );
    expect(serviceDeployments?.map(({ status }) => status)).toEqual(['ROLLBACK_SUCCESSFUL', 'SUCCESSFUL']);
  });

  it('stall when the circuit breaker has nowhere to go back to', async () => {
    const stage = createStage();
    stage.fleet.behave({ on: {}, failure: { kind: 'image-not-found' } });
    stage.fleet.createService({
      ...webService(1),
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    });

    await stage.timeline.run();

    expect((await serviceOf(stage)).deployments).toMatchObject([{ rolloutState: 'FAILED', failedTasks: 3 }]);
  });

  it('wait longer and longer when tasks never reach RUNNING, up to 27 minutes', async () => {
    const stage = createStage();
    stage.fleet.behave({ on: {}, failure: { kind: 'secret-key-missing', key: 'DB_PASSWORD' } });
    stage.fleet.createService(webService(1));

    await stage.pass(6 * 60);

    const starts = taskDetails(stage)
      .filter(({ lastStatus }) => lastStatus === 'PROVISIONING')
      .map(({ createdAt }) => Date.parse(String(createdAt)));
    const gaps = starts.slice(1).map((start, index) => (start - (starts[index] ?? 0)) / 60_000);
    expect(gaps[0]).toBeLessThan(1);
    expect(gaps.at(-1)).toBeGreaterThan(24);
    expect(Math.max(...gaps)).toBeLessThan(28);
    expect(eventsNamed(stage, 'SERVICE_TASK_START_IMPAIRED').length).toBeGreaterThan(3);
  });

  it('start afresh when a new revision comes, however long they had slowed down', async () => {
    const stage = createStage();
    stage.fleet.behave({ on: { taskDefinition: 'web:1' }, failure: { kind: 'image-not-found' } });
    stage.fleet.createService(webService(2));
    await stage.pass(5 * 60);
    stage.fleet.registerTaskDefinition(definition('web'));

    stage.fleet.deploy('shop', 'web', 'web:2');
    await stage.pass(3);

    expect(await serviceOf(stage)).toMatchObject({ runningCount: 2 });
  });

  it('scale without a deployment, and stop what is too much as the scheduler', async () => {
    const stage = createStage();
    stage.fleet.createService({ ...webService(4), runningSince: stage.timeline.now() });

    stage.fleet.scale('shop', 'web', 1);
    await stage.pass(5);

    const stopped = stage.fleet.tasks().filter(({ lastStatus }) => lastStatus === 'STOPPED');
    expect(await serviceOf(stage)).toMatchObject({ runningCount: 1, desiredCount: 1 });
    expect(stopped.map(({ stopCode }) => stopCode)).toEqual(Array(3).fill('ServiceSchedulerInitiated'));
    expect(eventsNamed(stage, 'SERVICE_DEPLOYMENT_IN_PROGRESS')).toHaveLength(0);
  });

  it('replace tasks that fail the load balancer, and name the target group', async () => {
    const stage = createStage();
    const targetGroupArn =
      'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef';
    stage.fleet.behave({ on: {}, failure: { kind: 'health-check', afterSeconds: 60 }, times: 1 });
    stage.fleet.createService({
      ...webService(1),
      loadBalancers: [{ targetGroupArn, containerName: 'app', containerPort: 80 }],
    });

    await stage.pass(15);

    const stopped = stage.fleet.tasks().find(({ lastStatus }) => lastStatus === 'STOPPED');
    expect(stopped?.stoppedReason).toBe(`Task failed ELB health checks in (target-group ${targetGroupArn})`);
    expect(await serviceOf(stage)).toMatchObject({
      runningCount: 1,
      deployments: [{ rolloutState: 'COMPLETED' }],
    });
  });

  it('report that there is no capacity, and recover when there is', async () => {
    const stage = createStage();
    const end = stage.fleet.behave({
      on: { capacityProvider: 'FARGATE_SPOT' },
      failure: { kind: 'no-capacity' },
    });
    stage.fleet.createService({
      ...webService(2),
      placement: {
        capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
        network: NETWORK,
      },
    });
    await stage.pass(5);

    const failures = eventsNamed(stage, 'SERVICE_TASK_PLACEMENT_FAILURE');
    end();
    await stage.pass(5);

    expect(failures.length).toBeGreaterThan(1);
    expect(failures[0]?.detail).toMatchObject({
      reason: 'RESOURCE:FARGATE',
      capacityProviderArns: ['arn:aws:ecs:eu-west-1:111122223333:capacity-provider/FARGATE_SPOT'],
    });
    expect(await serviceOf(stage)).toMatchObject({ runningCount: 2 });
  });

  it('stay quiet about what happened before the story', async () => {
    const stage = createStage();

    stage.fleet.createService({ ...webService(5), runningSince: stage.timeline.now() - 86_400_000 });
    await stage.timeline.run();

    expect(stage.events).toEqual([]);
    expect(await serviceOf(stage)).toMatchObject({
      runningCount: 5,
      deployments: [{ rolloutState: 'COMPLETED' }],
    });
  });
});
