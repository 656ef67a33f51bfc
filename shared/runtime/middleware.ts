import type middy from '@middy/core';
import type { FunctionLog } from './logger.ts';
import type { Meter } from './metrics.ts';

type Middleware = middy.MiddlewareObj;

/** What a deployment's smoke test gets for the empty event: the bundle loads, the environment is whole. */
export const SMOKE_ANSWER = Object.freeze({ ok: true });

/**
 * What every door does around its work: answer the smoke event, give the log the request's id, log a failure
 * once and rethrow it (so that AWS retries, counts and dead-letters it), and write the metrics either way.
 */
export function door(log: FunctionLog, meter: Meter): Middleware {
  return {
    before: ({ event, context }) => {
      if (isSmokeEvent(event)) return SMOKE_ANSWER;
      log.begin(context);
      return undefined;
    },
    after: async ({ response }) => {
      const failure = durableFailure(response);
      if (failure !== undefined) log.error('response failed', { failure });
      await Promise.all([log.flush(), meter.flush()]);
    },
    onError: async ({ error }) => {
      log.error('invocation failed', { error });
      await Promise.all([log.flush(), meter.flush()]);
    },
  };
}

/** The empty object: it carries nothing that any door could work on. */
export function isSmokeEvent(event: unknown): boolean {
  return event !== null && typeof event === 'object' && Object.keys(event).length === 0;
}

/** The durable SDK turns what its handler throws into a FAILED answer: nothing reaches `onError`. */
function durableFailure(response: unknown): unknown {
  if (response === null || typeof response !== 'object') return undefined;
  if (!('Status' in response) || response.Status !== 'FAILED') return undefined;
  return 'Error' in response ? response.Error : 'unknown';
}
