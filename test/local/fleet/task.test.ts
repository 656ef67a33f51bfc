import { DescribeTasksCommand } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../local/fleet/index.ts';
import { createStage, definition, RUN_JOB, type Stage, taskDetails } from './support.ts';

async function story(failure: Failure, minutes = 10): Promise<Stage> {
  const stage = createStage();
  stage.fleet.registerTaskDefinition(definition('job'));
  stage.fleet.behave({ on: { family: 'job' }, failure });
  stage.fleet.runTask(RUN_JOB);
  await stage.pass(minutes);
  return stage;
}

function statuses(stage: Stage): unknown[] {
  return taskDetails(stage).map(({ lastStatus }) => lastStatus);
}

describe('local/fleet tasks', () => {
  it('go through their states, each with an event of a higher version', async () => {
    const stage = await story({ kind: 'exit', afterSeconds: 60, exitCode: 0 });

    const versions = taskDetails(stage).map(({ version }) => Number(version));
    expect(statuses(stage)).toEqual([
      'PROVISIONING',
      'PENDING',
      'ACTIVATING',
      'RUNNING',
      'DEPROVISIONING',
      'STOPPED',
    ]);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });

  it('tell everything that a real event tells', async () => {
    const stage = await story({ kind: 'exit', afterSeconds: 60, exitCode: 0 });

    const event = stage.events.at(-1);
    expect(event).toMatchObject({
      version: '0',
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      'detail-type': 'ECS Task State Change',
      source: 'aws.ecs',
      account: '111122223333',
      region: 'eu-west-1',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      resources: [event?.detail.taskArn],
    });
    expect(event?.detail).toMatchObject({
      group: 'family:job',
      launchType: 'FARGATE',
      platformVersion: '1.4.0',
      lastStatus: 'STOPPED',
      desiredStatus: 'STOPPED',
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      attachments: [{ type: 'eni', status: 'DELETED' }],
      containers: [{ name: 'app', exitCode: 0, imageDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) }],
      overrides: { containerOverrides: [{ name: 'app' }] },
      createdAt: expect.stringMatching(/^2026-11-23T03:00:00.000Z$/),
      startedAt: expect.any(String),
      stoppingAt: expect.any(String),
      executionStoppedAt: expect.any(String),
      stoppedAt: expect.any(String),
    });
    expect(event?.detail).not.toHaveProperty('tags');
  });

  it('fail to start without exit codes when a key of their secret is missing', async () => {
    const secretArn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/db-a1B2c3';
    const stage = await story({ kind: 'secret-key-missing', key: 'DB_PASSWORD', secretArn });

    const stopped = taskDetails(stage).at(-1);
    expect(statuses(stage)).toEqual(['PROVISIONING', 'PENDING', 'DEPROVISIONING', 'STOPPED']);
    expect(stopped).toMatchObject({ stopCode: 'TaskFailedToStart' });
    expect(stopped?.stoppedReason).toMatch(
      /^ResourceInitializationError: .*did not contain json key DB_PASSWORD$/,
    );
    expect(stopped?.stoppedReason).toContain(secretArn);
    expect(stopped?.containers).toMatchObject([{ lastStatus: 'STOPPED' }]);
    expect(stopped?.containers).not.toMatchObject([{ exitCode: expect.anything() }]);
  });

  it('name the image that does not exist', async () => {
    const stage = await story({ kind: 'image-not-found' });

    expect(taskDetails(stage).at(-1)?.stoppedReason).toMatch(
      /^CannotPullContainerError: .*dkr\.ecr\.eu-west-1\.amazonaws\.com\/job:1\.0: not found$/,
    );
  });

  it('are killed for memory only while their limit is too low', async () => {
    const stage = createStage();
    stage.fleet.registerTaskDefinition(definition('job'));
    stage.fleet.behave({ on: { family: 'job' }, failure: { kind: 'exit', afterSeconds: 60, exitCode: 0 } });
    stage.fleet.behave({
      on: { family: 'job' },
      failure: { kind: 'out-of-memory', afterSeconds: 30, needsMiB: 900 },
    });

    stage.fleet.runTask(RUN_JOB);
    await stage.pass(5);
    stage.fleet.runTask({
      ...RUN_JOB,
      overrides: { memory: '1024', containerOverrides: [{ name: 'app', memory: 1024 }] },
    });
    await stage.pass(5);

    const [killed, finished] = stage.fleet.tasks();
    expect(killed?.containers).toMatchObject([
      { exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
    ]);
    expect(finished).toMatchObject({ memory: '1024', containers: [{ exitCode: 0 }] });
  });

  it('are warned two minutes before a Spot interruption ends them', async () => {
    const stage = await story({ kind: 'spot-interruption', afterSeconds: 60 });

    const warning = taskDetails(stage).find(
      ({ lastStatus, desiredStatus }) => lastStatus === 'RUNNING' && desiredStatus === 'STOPPED',
    );
    const stopped = taskDetails(stage).at(-1);
    expect(warning).toMatchObject({
      stopCode: 'SpotInterruption',
      stoppedReason: 'Your Spot Task was interrupted.',
      attachments: [{ status: 'ATTACHED' }],
    });
    expect(stopped).toMatchObject({ lastStatus: 'STOPPED', stopCode: 'SpotInterruption' });
    expect(Date.parse(String(stopped?.stoppedAt)) - Date.parse(String(warning?.updatedAt))).toBeGreaterThan(
      120_000,
    );
  });

  it('fail as often as they are told, or by chance', async () => {
    const stage = createStage();
    stage.fleet.registerTaskDefinition(definition('job'));
    stage.fleet.behave({ on: {}, failure: { kind: 'exit', afterSeconds: 5, exitCode: 0 } });
    stage.fleet.behave({ on: {}, failure: { kind: 'exit', afterSeconds: 5, exitCode: 9 }, probability: 0.5 });
    stage.fleet.behave({ on: {}, failure: { kind: 'exit', afterSeconds: 5, exitCode: 7 }, times: 2 });

    for (let round = 0; round < 4; round++) stage.fleet.runTask({ ...RUN_JOB, count: 10 });
    await stage.pass(5);

    const codes = stage.fleet.tasks().map(({ containers }) => containers?.[0]?.exitCode);
    expect(codes.filter((code) => code === 7)).toHaveLength(2);
    expect(codes.filter((code) => code === 9).length).toBeGreaterThan(8);
    expect(codes.filter((code) => code === 0).length).toBeGreaterThan(8);
  });

  it('take their sidecars with them', async () => {
    const stage = createStage();
    const app = { name: 'app', image: 'app:1', essential: true };
    const sidecar = { name: 'proxy', image: 'envoy:1', essential: true };
    stage.fleet.registerTaskDefinition({ ...definition('job'), containerDefinitions: [app, sidecar] });
    stage.fleet.behave({
      on: {},
      failure: { kind: 'exit', afterSeconds: 5, exitCode: 3, container: 'proxy' },
    });

    stage.fleet.runTask(RUN_JOB);
    await stage.pass(5);

    expect(taskDetails(stage).at(-1)?.containers).toMatchObject([
      { name: 'app', exitCode: 143 },
      { name: 'proxy', exitCode: 3 },
    ]);
  });

  it('are forgotten by DescribeTasks an hour after they stopped', async () => {
    const stage = await story({ kind: 'exit', afterSeconds: 5, exitCode: 0 }, 5);
    const tasks = [stage.fleet.tasks()[0]?.taskArn ?? ''];
    const look = () => stage.ecs.send(new DescribeTasksCommand({ cluster: 'shop', tasks }));

    await stage.pass(50);
    const before = await look();
    await stage.pass(10);
    const after = await look();

    expect(before.tasks).toMatchObject([{ lastStatus: 'STOPPED' }]);
    expect(after.tasks).toEqual([]);
    expect(after.failures).toEqual([{ arn: tasks[0], reason: 'MISSING' }]);
  });
});
