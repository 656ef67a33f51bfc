import {
  CreateClusterCommand,
  DescribeServicesCommand,
  ECSServiceException,
  RunTaskCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { createStage, NETWORK, webService } from './support.ts';

describe('local/fleet/intercept', () => {
  it('fails loudly with the name of a command that it does not know', async () => {
    const { ecs } = createStage();

    await expect(ecs.send(new CreateClusterCommand({}))).rejects.toThrow(/does not know ECS CreateCluster/);
  });

  it('records every call with its input, its moment and its error', async () => {
    const { ecs, fleet, timeline } = createStage();

    await ecs.send(new UpdateServiceCommand({ cluster: 'shop', service: 'gone' })).catch(() => {});

    expect(fleet.calls).toEqual([
      {
        client: 'ECS',
        command: 'UpdateService',
        input: { cluster: 'shop', service: 'gone' },
        at: timeline.now(),
        error: 'ServiceNotFoundException',
      },
    ]);
  });

  it('shares nothing with the caller: neither what it was given nor what it gave', async () => {
    const stage = createStage();
    stage.fleet.createService({ ...webService(1), runningSince: stage.timeline.now() });
    const containerOverrides = [{ name: 'app', command: ['one'] }];
    const look = () => stage.ecs.send(new DescribeServicesCommand({ cluster: 'shop', services: ['web'] }));

    await stage.ecs.send(
      new RunTaskCommand({
        cluster: 'shop',
        taskDefinition: 'web',
        launchType: 'FARGATE',
        networkConfiguration: { awsvpcConfiguration: NETWORK },
        overrides: { containerOverrides },
      }),
    );
    containerOverrides[0]?.command.push('two');
    const { services } = await look();
    services?.[0]?.deployments?.splice(0);
    for (const service of services ?? []) service.desiredCount = 99;

    expect(stage.fleet.tasks().at(-1)?.overrides?.containerOverrides?.[0]?.command).toEqual(['one']);
    expect((await look()).services).toMatchObject([
      { desiredCount: 1, deployments: [{ status: 'PRIMARY' }] },
    ]);
  });

  it('breaks the calls that it is told to break, and only so many', async () => {
    const { ecs, fleet } = createStage();
    fleet.createService(webService(1));
    fleet.fault({ command: 'UpdateService', kind: 'throttled' });
    const update = () =>
      ecs.send(new UpdateServiceCommand({ cluster: 'shop', service: 'web', desiredCount: 2 }));

    const failure = await update().catch((error) => error);
    const { service } = await update();

    expect(failure).toBeInstanceOf(ECSServiceException);
    expect(failure).toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
    expect(service).toMatchObject({ desiredCount: 2 });
  });

  it('can lose an answer after the work was done', async () => {
    const { ecs, fleet } = createStage();
    fleet.createService(webService(1));
    fleet.fault({ command: 'UpdateService', kind: 'lost-answer' });

    const update = new UpdateServiceCommand({ cluster: 'shop', service: 'web', desiredCount: 2 });
    await expect(ecs.send(update)).rejects.toMatchObject({ code: 'ECONNRESET' });

    expect(fleet.snapshot().services).toMatchObject([{ desired: 2 }]);
  });
});
