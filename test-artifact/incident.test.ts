import { afterEach, describe, expect, inject, it } from 'vitest';
import { commandOf } from '../local/wire/index.ts';
import {
  headlines,
  ONCALL,
  outcomes,
  registerRevision,
  steadyService,
  threadLines,
  writes,
} from '../test/support/fleet.ts';
import { ungranted } from './support/calls.ts';
import { type ArtifactOptions, type ArtifactWorld, openArtifactWorld } from './support/world.ts';

let world: ArtifactWorld | undefined;
afterEach(() => world?.close());

async function open(options: ArtifactOptions = {}): Promise<ArtifactWorld> {
  world = await openArtifactWorld(inject('stackFolder'), options);
  return world;
}

/** A service whose new revision crashes, until somebody is asked. */
async function crashLoop(options: ArtifactOptions = {}) {
  const here = await open(options);
  const { good, bad } = steadyService(here);
  here.fleet.deploy('prod', 'payments-api', bad);
  await here.minutes(4);
  return { here, good, bad };
}

/** What EventBridge runs every night, killed as it works. */
async function interruptedJob() {
  const here = await open();
  const cluster = here.fleet.addCluster({ name: 'prod', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] });
  const TaskDefinitionArn = registerRevision(here, 'worker', 'v1');
  const awsvpcConfiguration = { Subnets: ['subnet-1'], SecurityGroups: ['sg-1'] };
  const EcsParameters = {
    TaskDefinitionArn,
    NetworkConfiguration: { awsvpcConfiguration },
    CapacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
  };
  here.fleet.putRule('nightly', [{ Id: 'job', Arn: cluster, EcsParameters }]);
  here.fleet.fireRule('nightly');
  await here.minutes(5);
  here.fleet.strike({ family: 'worker' }, { kind: 'spot-interruption', afterSeconds: 1 });
  await here.minutes(10);
  return here;
}

function answer(here: ArtifactWorld, action: 'approve' | 'deny' | 'snooze', user = ONCALL): Promise<unknown> {
  const [root] = here.slack.messages('#ops');
  if (root === undefined) throw new Error('nobody was asked');
  return here.click(root, action, user);
}

const current = (here: ArtifactWorld) =>
  here.fleet.snapshot().services.find(({ name }) => name === 'payments-api');

describe('the shipped bundles', () => {
  it('carry a crash loop from its first event to a service that holds', async () => {
    const { here, good } = await crashLoop();
    expect(writes(here)).toEqual([]);

    const answered = await answer(here, 'approve');
    await here.minutes(30);

    expect(answered).toMatchObject({ statusCode: 200 });
    expect(current(here)).toMatchObject({ taskDefinition: good, running: 3, steady: true });
    expect(writes(here)).toEqual(['UpdateService']);
    expect(headlines(here)).toEqual([expect.stringMatching(/^RESOLVED/)]);
    expect(threadLines(here).at(-1)).toBe('*RESOLVED in 5 min*: 3 of 3 tasks run payments-api:1.');
    expect(outcomes(here)).toEqual([{ type: 'held', reason: '3 of 3 tasks run payments-api:1' }]);
    expect(here.engine.executions().flatMap(({ crashes }) => crashes)).toEqual([]);
  });

  it('run an interrupted job again, in the network that its rule names', async () => {
    const here = await interruptedJob();

    await answer(here, 'approve');
    await here.minutes(60);

    expect(writes(here)).toEqual(['RunTask']);
    expect(here.fleet.calls.find(({ command }) => command === 'RunTask')?.input).toMatchObject({
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } },
    });
    expect(outcomes(here)).toMatchObject([{ type: 'held' }]);
  });

  it('do nothing when a person says no, or when somebody who may not clicks', async () => {
    const { here, bad } = await crashLoop();

    await answer(here, 'approve', 'U0STRANGER');
    await answer(here, 'deny');
    await here.minutes(30);

    expect(here.slack.whispers()).toMatchObject([{ user: 'U0STRANGER' }]);
    expect(writes(here)).toEqual([]);
    expect(current(here)?.taskDefinition).toBe(bad);
    expect(outcomes(here)).toMatchObject([{ type: 'failed', code: 'approval-denied' }]);
  });

  it('call nothing that the role of their function does not grant, and only the alias that exists', async () => {
    const here = await interruptedJob();
    await answer(here, 'approve');
    await here.minutes(60);

    const invoked = here.requests
      .filter(({ service }) => service === 'lambda')
      .map(commandOf)
      .filter(({ command }) => command === 'Invoke')
      .map(({ input }) => input);

    expect(ungranted(here.requests, here.deployment.template)).toEqual([]);
    const [alias] = here.deployment.all<{ Name: string; FunctionName: string }>('AWS::Lambda::Alias');
    expect(invoked).toMatchObject([{ FunctionName: alias?.FunctionName, Qualifier: alias?.Name }]);
  });

  it('log no error and no secret, and count what the dashboard shows', async () => {
    const { here } = await crashLoop();
    await answer(here, 'approve');
    await here.minutes(30);

    const lines = here
      .output()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(lines.filter(({ level }) => level === 'ERROR' || level === 'WARN')).toEqual([]);
    expect(here.output()).not.toMatch(/xoxb-|local-signing-secret/);
    const counted = new Set(lines.filter((line) => '_aws' in line).flatMap((line) => Object.keys(line)));
    const { DashboardBody } = here.deployment.properties<{ DashboardBody: string }>('Dashboard');
    const shown = [...DashboardBody.matchAll(/MetricName=\\"([\w-]+)\\"/g)].map(([, name]) => name);
    // Nothing was refused here.
    expect(shown.filter((name) => !counted.has(name ?? ''))).toEqual(['refusals']);
  });

  it('end as if nothing had been, when the response dies again and again', async () => {
    let checkpoints = 0;
    let here: ArtifactWorld | undefined;
    const onCheckpoint = (when: 'before' | 'after') => {
      checkpoints += 1;
      // An odd number: some before the checkpoint is kept, some after.
      if (checkpoints % 5 !== 0) return;
      here?.door('respond').kill();
      if (when === 'before') throw new Error('nobody is there to hear the answer');
    };
    const loop = await crashLoop({ onCheckpoint: (when) => here && onCheckpoint(when) });
    here = loop.here;

    await answer(here, 'approve');
    await here.minutes(60);

    expect(here.door('respond').started()).toBeGreaterThan(5);
    expect(writes(here)).toEqual(['UpdateService']);
    expect(current(here)).toMatchObject({ taskDefinition: loop.good, running: 3 });
    expect(headlines(here)).toEqual([expect.stringMatching(/^RESOLVED/)]);
    expect(outcomes(here)).toMatchObject([{ type: 'held' }]);
  });

  it('count no failure twice, when triage dies before it has answered', async () => {
    let here: ArtifactWorld | undefined;
    let invocations = 0;
    const onRequest: ArtifactOptions['onRequest'] = (request) => {
      if (request.service !== 'lambda' || commandOf(request).command !== 'Invoke') return;
      invocations += 1;
      if (invocations === 1) here?.door('ecs-events').kill();
    };
    here = await open({ onRequest });
    const { bad } = steadyService(here);
    here.fleet.deploy('prod', 'payments-api', bad);

    await here.minutes(10);

    expect(here.door('ecs-events').started()).toBe(2);
    expect(here.engine.executions()).toHaveLength(1);
    expect(headlines(here)).toHaveLength(1);
    expect(here.bus.deadLetters).toEqual([]);
  });
});
