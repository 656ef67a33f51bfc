import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../local/fleet/index.ts';
import { createStage, definition, MINUTE, NETWORK, type Stage, webService } from './support.ts';

const failure: fc.Arbitrary<Failure> = fc.oneof(
  fc.record({
    kind: fc.constant('exit' as const),
    afterSeconds: fc.integer({ min: 0, max: 200 }),
    exitCode: fc.integer({ min: 0, max: 255 }),
  }),
  fc.constant<Failure>({ kind: 'image-not-found' }),
  fc.constant<Failure>({ kind: 'secret-key-missing', key: 'KEY' }),
  fc.constant<Failure>({ kind: 'out-of-memory', afterSeconds: 10, needsMiB: 4096 }),
  fc.constant<Failure>({ kind: 'spot-interruption', afterSeconds: 30 }),
  fc.constant<Failure>({ kind: 'no-capacity' }),
);

type Turn =
  | { readonly type: 'deploy' }
  | { readonly type: 'rollback' }
  | { readonly type: 'scale'; readonly to: number }
  | { readonly type: 'fail'; readonly failure: Failure; readonly probability: number }
  | { readonly type: 'strike'; readonly failure: Failure }
  | { readonly type: 'run' }
  | { readonly type: 'stop'; readonly which: number };

const turn: fc.Arbitrary<Turn> = fc.oneof(
  fc.constant<Turn>({ type: 'deploy' }),
  fc.constant<Turn>({ type: 'rollback' }),
  fc.record({ type: fc.constant('scale' as const), to: fc.nat(8) }),
  fc.record({ type: fc.constant('fail' as const), failure, probability: fc.constantFrom(0.3, 0.7, 1) }),
  fc.record({ type: fc.constant('strike' as const), failure }),
  fc.constant<Turn>({ type: 'run' }),
  fc.record({ type: fc.constant('stop' as const), which: fc.nat(20) }),
);

/** Turns, each followed by so many minutes. */
const history = fc.array(fc.tuple(turn, fc.integer({ min: 0, max: 15 })), { maxLength: 15 });

/** Does what a turn says; gives a way to end a failure that it began. */
function take(stage: Stage, turn: Turn): (() => void) | undefined {
  const { fleet } = stage;
  switch (turn.type) {
    case 'deploy':
      fleet.deploy('shop', 'web', fleet.registerTaskDefinition(definition('web')));
      return undefined;
    case 'rollback':
      fleet.deploy('shop', 'web', 'web:1');
      return undefined;
    case 'scale':
      fleet.scale('shop', 'web', turn.to);
      return undefined;
    case 'fail':
      return fleet.behave({ on: { service: 'web' }, failure: turn.failure, probability: turn.probability });
    case 'strike':
      fleet.strike({}, turn.failure);
      return undefined;
    case 'run':
      fleet.runTask({
        cluster: 'shop',
        taskDefinition: 'web',
        launchType: 'FARGATE',
        networkConfiguration: { awsvpcConfiguration: NETWORK },
      });
      return undefined;
    case 'stop': {
      const task = fleet.tasks().at(turn.which);
      fleet.strike(
        { arns: [task?.taskArn ?? ''] },
        {
          kind: 'stopped',
          afterSeconds: 0,
          stopCode: 'UserInitiated',
          stoppedReason: 'Task stopped by user',
        },
      );
      return undefined;
    }
  }
}

function checkCounts({ fleet }: Stage): void {
  const { services, tasks } = fleet.snapshot();
  const running = tasks.filter(
    ({ group, lastStatus }) => group === 'service:web' && lastStatus === 'RUNNING',
  );
  expect(services).toMatchObject([{ running: running.length }]);
}

describe('local/fleet', () => {
  it('counts as running exactly the tasks that run, and gets well when failures stop', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.boolean(), async (turns, breaker) => {
        const stage = createStage();
        stage.fleet.createService({
          ...webService(3),
          deploymentConfiguration: { deploymentCircuitBreaker: { enable: breaker, rollback: true } },
        });
        const ends: (() => void)[] = [];

        for (const [what, minutes] of turns) {
          const end = take(stage, what);
          if (end !== undefined) ends.push(end);
          await stage.pass(minutes);
          checkCounts(stage);
        }
        for (const end of ends) end();
        // A breaker that had nowhere to go back to stays open until somebody deploys.
        stage.fleet.deploy('shop', 'web', stage.fleet.registerTaskDefinition(definition('web')));
        await stage.timeline.run();

        const [service] = stage.fleet.snapshot().services;
        expect(service).toMatchObject({ running: service?.desired, pending: 0, steady: true });
        expect(service).toMatchObject({ rolloutState: 'COMPLETED' });
      }),
      { numRuns: 200 },
    );
  });

  it('never lets the version of a task fall or repeat, and never brings back a stopped one', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (turns) => {
        const stage = createStage();
        stage.fleet.createService(webService(2));
        for (const [what, minutes] of turns) {
          take(stage, what);
          await stage.pass(minutes);
        }

        const last = new Map<unknown, { version: number; stopped: boolean }>();
        for (const { detail } of stage.events.filter((event) => 'taskArn' in event.detail)) {
          const before = last.get(detail.taskArn);
          expect(Number(detail.version)).toBeGreaterThan(before?.version ?? 0);
          expect(before?.stopped ?? false).toBe(false);
          last.set(detail.taskArn, {
            version: Number(detail.version),
            stopped: detail.lastStatus === 'STOPPED',
          });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('tells the same story for the same seed, and another for another', async () => {
    const tell = async (seed: string) => {
      const stage = createStage({ seed });
      stage.fleet.behave({
        on: {},
        failure: { kind: 'exit', afterSeconds: 40, exitCode: 1 },
        probability: 0.3,
      });
      stage.fleet.createService(webService(5));
      await stage.pass(60);
      return stage.events;
    };

    const [first, again, other] = [await tell('a'), await tell('a'), await tell('b')];

    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(new Set(first.map(({ id }) => id)).size).toBe(first.length);
  });

  it('survives a storm of 10,000 stops in 200 services, and remembers no more than an hour of it', async () => {
    const stage = createStage();
    for (let index = 0; index < 200; index++) {
      stage.fleet.createService({
        ...webService(50),
        name: `web-${index}`,
        runningSince: stage.timeline.now(),
      });
    }

    const struck = stage.fleet.strike({ cluster: 'shop' }, { kind: 'exit', afterSeconds: 0, exitCode: 1 });
    await stage.timeline.run(stage.timeline.now() + 30 * MINUTE);

    const { services } = stage.fleet.snapshot();
    expect(struck).toBe(10_000);
    expect(services.filter(({ running, steady }) => running === 50 && steady)).toHaveLength(200);
    await stage.pass(60);
    stage.fleet.runTask({
      cluster: 'shop',
      taskDefinition: 'web',
      launchType: 'FARGATE',
      networkConfiguration: { awsvpcConfiguration: NETWORK },
    });
    expect(stage.fleet.tasks()).toHaveLength(10_001);
  });
});
