import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { FunctionLog } from '../../shared/runtime/logger.ts';
import type { Meter } from '../../shared/runtime/metrics.ts';
import { door } from '../../shared/runtime/middleware.ts';

const CONTEXT = { awsRequestId: 'request-1' } as Context;

function recorder() {
  const told: string[] = [];
  const say = (level: string) => (message: string) => void told.push(`${level}: ${message}`);
  const log: FunctionLog = {
    debug: say('debug'),
    info: say('info'),
    warn: say('warn'),
    error: say('error'),
    begin: ({ awsRequestId }) => void told.push(`begin: ${awsRequestId}`),
    flush: async () => void told.push('log written'),
  };
  const meter: Meter = { measure: () => {}, flush: async () => void told.push('metrics written') };
  return { told, middleware: door(log, meter) };
}

describe('shared/runtime/middleware', () => {
  it('answers the empty smoke event without doing any work', async () => {
    const { told, middleware } = recorder();
    const handler = middy(async () => void told.push('work')).use(middleware);

    expect(await handler({}, CONTEXT)).toEqual({ ok: true });
    expect(told).toEqual([]);
  });

  it('begins the log, works, then writes the metrics', async () => {
    const { told, middleware } = recorder();
    const handler = middy(async () => told.push('work')).use(middleware);

    await handler({ Records: [] }, CONTEXT);

    expect(told).toEqual(['begin: request-1', 'work', 'log written', 'metrics written']);
  });

  it('logs a failure once, keeps the metrics, and rethrows the very same error', async () => {
    const { told, middleware } = recorder();
    const failure = new Error('DynamoDB is away');
    const handler = middy(async () => {
      throw failure;
    }).use(middleware);

    await expect(handler({ Records: [] }, CONTEXT)).rejects.toBe(failure);
    expect(told).toEqual(['begin: request-1', 'error: invocation failed', 'log written', 'metrics written']);
  });

  it('logs a durable execution that failed, although nothing is thrown', async () => {
    const { told, middleware } = recorder();
    const answer = { Status: 'FAILED', Error: { ErrorMessage: 'changed meanwhile' } };
    const handler = middy(async () => answer).use(middleware);

    expect(await handler({ Records: [] }, CONTEXT)).toBe(answer);
    expect(told).toContain('error: response failed');
  });
});
