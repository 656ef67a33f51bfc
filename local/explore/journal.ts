import { DurablePromise } from '@aws/durable-execution-sdk-js';
import type { Durable } from '../../shared/respond/run.ts';
import { ask, hasAsked, stop } from './turn.ts';

/** What a durable execution has checkpointed, by operation. JSON, as Lambda keeps it. */
export type Journal = Readonly<Record<string, Entry>>;

export type Entry =
  | { readonly type: 'done'; readonly value?: unknown }
  | { readonly type: 'failed'; readonly message: string }
  /** The step will be tried again. */
  | { readonly type: 'again'; readonly attempt: number }
  /** The condition did not hold; it is looked at again after so many seconds. */
  | { readonly type: 'looked'; readonly value: unknown; readonly attempt: number; readonly seconds: number }
  | { readonly type: 'asked'; readonly until: number };

type Retry = (error: Error, attempt: number) => { readonly shouldRetry: boolean };
interface Condition<Value> {
  readonly initialState: Value;
  readonly waitStrategy: (
    value: Value,
    attempt: number,
  ) => { readonly shouldContinue: boolean; readonly delay?: { readonly seconds?: number } };
}

/**
 * Lambda's durable execution over a journal that is plain data. Operations are known by their order and their
 * name, as AWS's SDK knows them; a step's result is checkpointed after its effects.
 */
export function createDurable(execution: string, journal: Journal): Durable {
  let operations = 0;
  const nextId = (name: string) => `${++operations} ${name}`;

  async function step<Value>(
    id: string,
    work: () => Promise<Value>,
    { retryStrategy }: { readonly retryStrategy?: Retry } = {},
  ): Promise<Value> {
    const entry = journal[id];
    if (entry?.type === 'done') return entry.value as Value;
    if (entry?.type === 'failed') throw new Error(entry.message);
    const attempt = entry?.type === 'again' ? entry.attempt : 1;
    const before = hasAsked();
    try {
      const value = await work();
      // What touched nothing outside needs no checkpoint: it comes out the same when it is done again.
      return hasAsked() === before ? value : await checkpoint(id, { type: 'done', value });
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      if (retryStrategy?.(cause, attempt).shouldRetry)
        return checkpoint(id, { type: 'again', attempt: attempt + 1 });
      return checkpoint(id, { type: 'failed', message: cause.message });
    }
  }

  async function wait(id: string, seconds: number): Promise<void> {
    if (journal[id]?.type !== 'done') await stop({ type: 'sleeps', id, seconds });
  }

  async function waitForCondition<Value>(
    id: string,
    look: (value: Value) => Promise<Value>,
    { initialState, waitStrategy }: Condition<Value>,
  ): Promise<Value> {
    const entry = journal[id];
    if (entry?.type === 'done') return entry.value as Value;
    const looked = entry?.type === 'looked' ? entry : undefined;
    if (looked && looked.seconds > 0) return stop({ type: 'sleeps', id, seconds: looked.seconds });
    const attempt = looked?.attempt ?? 1;
    const value = await look(looked ? (looked.value as Value) : initialState);
    const decision = waitStrategy(value, attempt);
    if (!decision.shouldContinue) return checkpoint(id, { type: 'done', value });
    return checkpoint(id, {
      type: 'looked',
      value,
      attempt: attempt + 1,
      seconds: decision.delay?.seconds ?? 0,
    });
  }

  async function createCallback(id: string, seconds: number): Promise<[DurablePromise<string>, string]> {
    const entry = journal[id];
    if (!entry) return checkpoint(id, { type: 'asked', until: seconds });
    const waiting = new DurablePromise(async () => {
      if (entry.type === 'failed') throw new Error(entry.message);
      return entry.type === 'done' ? String(entry.value) : stop({ type: 'waits' });
    });
    return [waiting, `${execution}/${id}`];
  }

  return {
    step: (name: string, work: () => Promise<unknown>, config: object) =>
      lazy(() => step(nextId(name), work, config)),
    wait: (name: string, { seconds = 0 }: { seconds?: number }) => lazy(() => wait(nextId(name), seconds)),
    waitForCondition: (
      name: string,
      look: (value: unknown) => Promise<unknown>,
      condition: Condition<unknown>,
    ) => lazy(() => waitForCondition(nextId(name), look, condition)),
    createCallback: (name: string, { timeout }: { timeout: { seconds: number } }) =>
      lazy(() => createCallback(nextId(name), timeout.seconds)),
  } as Durable;
}

/** The execution is checkpointed, and goes on from there in another turn. */
async function checkpoint(id: string, entry: Entry): Promise<never> {
  await ask({ to: 'durable', command: id, input: entry });
  return stop({ type: 'waits' });
}

function lazy<Value>(work: () => Promise<Value>): DurablePromise<Value> {
  return new DurablePromise(work);
}
