import { DurablePromise } from '@aws/durable-execution-sdk-js';
import type { Durable } from '../../shared/respond/run.ts';

/** As often as `carryOut` asks. */
const TRIES = 8;

/** Steps as Lambda's engine has them, but that nothing is checkpointed: one that fails is tried again at once. */
export const step: Durable['step'] = <Result>(first: unknown, second?: unknown) =>
  new DurablePromise<Result>(() => tryAgain([first, second].find(isFunction<Result>)));

function isFunction<Result>(value: unknown): value is () => Promise<Result> {
  return typeof value === 'function';
}

async function tryAgain<Result>(run: (() => Promise<Result>) | undefined): Promise<Result> {
  if (run === undefined) throw new Error('a step without a function');
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt === TRIES) throw error;
    }
  }
}
