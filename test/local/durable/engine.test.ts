import { type DurableContext, withDurableExecution } from '@aws/durable-execution-sdk-js';
import { LocalDurableTestRunner } from '@aws/durable-execution-sdk-js-testing';
import { describe, expect, it } from 'vitest';
import { createDurableEngine, type EngineOptions } from '../../../local/durable/engine.ts';
import { createTimeline } from '../../../local/timeline.ts';

const START = Date.parse('2001-01-01T09:00:00Z');

type Work = (input: { name: string }, durable: DurableContext) => Promise<unknown>;

/** A durable function on the local engine, and what it left behind. */
function engineFor(work: Work, options: Partial<EngineOptions> = {}) {
  const timeline = createTimeline(START);
  const engine = createDurableEngine({ timeline, handler: () => handler, ...options });
  const handler = withDurableExecution(work, { durableExecutionClient: engine.client });
  return { timeline, engine };
}

/** One of everything that a response uses: steps, a retry, a wait, a watch, and a question that expires. */
function everything(): Work {
  // Outside the function, as the world is: a replay must not start it again.
  let attempts = 0;
  return async ({ name }, durable) => {
    const greeting = await durable.step('greet', async () => `hello ${name}`);
    const flaky = await durable.step(
      'flaky',
      async () => {
        attempts += 1;
        if (attempts < 3) throw new Error('not yet');
        return 'done';
      },
      { retryStrategy: (_error, attempt) => ({ shouldRetry: attempt < 5, delay: { seconds: 1 } }) },
    );
    await durable.wait('pause', { seconds: 2 });
    const looks = await durable.waitForCondition('watch', async (count: number) => count + 1, {
      initialState: 0,
      waitStrategy: (count) =>
        count < 3 ? { shouldContinue: true, delay: { seconds: 1 } } : { shouldContinue: false },
    });
    const failed = await durable
      .step('broken', async () => Promise.reject(new Error('for good')), {
        retryStrategy: () => ({ shouldRetry: false }),
      })
      .catch((error: unknown) => String(error));
    const [answer] = await durable.createCallback('question', { timeout: { seconds: 1 } });
    const expired = await answer.catch((error: unknown) => String(error));
    return { greeting, flaky, looks, failed, expired };
  };
}

describe('local/durable/engine', () => {
  it('gives what AWS gives with its own testing runner, from the same operations', {
    timeout: 60_000,
  }, async () => {
    await LocalDurableTestRunner.setupTestEnvironment({ skipTime: true });
    const runner = new LocalDurableTestRunner({ handlerFunction: withDurableExecution(everything()) });
    const theirs = await runner.run({ payload: { name: 'job' } });
    await LocalDurableTestRunner.teardownTestEnvironment();
    const { engine, timeline } = engineFor(everything());

    engine.start('incident-1', { name: 'job' });
    await timeline.run();

    const [ours] = engine.executions();
    expect(JSON.parse(ours?.result ?? '')).toEqual(theirs.getResult());
    const named = theirs.getOperations().map((one) => [one.getName(), one.getType(), one.getStatus()]);
    const operations = ours?.operations().filter(({ Type }) => Type !== 'EXECUTION') ?? [];
    expect(operations.map(({ Name, Type, Status }) => [Name, Type, Status])).toEqual(named);
  });

  it.each(['2001-01-01T09:00:00.000Z', '2101-01-01T09:00:00.000Z'])(
    'lets hours pass in no time, on one clock for all, from %s',
    async (start) => {
      const woke: string[] = [];
      const { engine, timeline } = engineFor(async ({ name }, durable) => {
        await durable.wait({ hours: name === 'long' ? 3 : 1 });
        woke.push(`${name} ${new Date(timeline.now()).toISOString().slice(11, 19)}`);
      });
      await timeline.run(Date.parse(start));

      engine.start('a', { name: 'long' });
      engine.start('b', { name: 'short' });
      await timeline.run();

      expect(woke).toEqual(['short 10:00:00', 'long 12:00:00']);
    },
  );

  it('runs one execution per name', async () => {
    let runs = 0;
    const { engine, timeline } = engineFor(async (_input, durable) =>
      durable.step('count', async () => ++runs),
    );

    const answers = [engine.start('same', { name: 'x' }), engine.start('same', { name: 'x' })];
    await timeline.run();

    expect(answers).toEqual(['started', 'known']);
    expect(runs).toBe(1);
  });

  it('hands an answer to the execution that waits for it, once', async () => {
    let id = '';
    const { engine, timeline } = engineFor(async (_input, durable) => {
      const [answer, callbackId] = await durable.createCallback('question', { timeout: { minutes: 15 } });
      id = callbackId;
      return answer;
    });
    engine.start('a', { name: 'x' });
    await timeline.run(START + 60_000);

    const taken = [engine.succeedCallback(id, 'yes'), engine.succeedCallback(id, 'no')];
    await timeline.run();

    expect(taken).toEqual([true, false]);
    expect(engine.executions()[0]?.result).toBe('"yes"');
  });

  it('repeats a step whose checkpoint was lost, and none that was kept', async () => {
    const steps: string[] = [];
    const work: Work = async (_input, durable) => {
      for (const step of ['one', 'two', 'three']) await durable.step(step, async () => void steps.push(step));
    };
    let checkpoints = 0;
    const { engine, timeline } = engineFor(work, {
      onCheckpoint(when) {
        if (when === 'before' && ++checkpoints === 2) throw new Error('the sandbox died');
      },
    });

    engine.start('a', { name: 'x' });
    await timeline.run();

    expect(engine.executions()[0]).toMatchObject({ status: 'SUCCEEDED', invocations: 2 });
    expect(new Set(steps)).toEqual(new Set(['one', 'two', 'three']));
    expect(steps.filter((step) => step === 'three')).toHaveLength(1);
  });

  it('ends a failed function as failed', async () => {
    const { engine, timeline } = engineFor(async () => Promise.reject(new Error('no')));

    engine.start('a', { name: 'x' });
    await timeline.run();

    expect(engine.executions()[0]).toMatchObject({ status: 'FAILED', error: { ErrorMessage: 'no' } });
  });
});
