import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createLogger, type FunctionLog, withFields } from '../../shared/runtime/logger.ts';
import { linesWritten } from '../support/standard-output.ts';

const ENVIRONMENT = { stage: 'test', logLevel: 'INFO' };

/** The lines that a log writes while `work` lasts. */
function linesOf(work: (log: FunctionLog) => void, environment = ENVIRONMENT): Promise<readonly string[]> {
  const log = createLogger(environment);
  return linesWritten(async () => {
    work(log);
    await log.flush();
  });
}

describe('shared/runtime/logger', () => {
  it('writes one JSON line with the message, the level, the service and the fields', async () => {
    const lines = await linesOf((log) => log.info('incident opened', { incident: 'inc-1' }));

    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'INFO',
      message: 'incident opened',
      service: 'watchkeeper-test',
      incident: 'inc-1',
    });
  });

  it('keeps the order of lines, those before it was loaded included, and names the request on each', async () => {
    const lines = await linesOf((log) => {
      log.begin({ awsRequestId: 'request-1' } as Context);
      log.info('first');
      log.error('second');
    });

    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { message: 'first', function_request_id: 'request-1' },
      { message: 'second', function_request_id: 'request-1' },
    ]);
  });

  it('leaves out what is below its level', async () => {
    const lines = await linesOf((log) => log.debug('detail'));

    expect(lines).toEqual([]);
  });

  it('falls back to INFO when the level is not one it knows', async () => {
    const environment = { stage: 'test', logLevel: 'loud' };

    const lines = await linesOf((log) => {
      log.debug('detail');
      log.info('fact');
    }, environment);

    expect(lines).toHaveLength(1);
  });

  it('carries fixed fields on every line', async () => {
    const lines = await linesOf((log) =>
      withFields(log, { incident: 'inc-1' }).warn('action refused', { by: 'cooldown' }),
    );

    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ incident: 'inc-1', by: 'cooldown' });
  });

  it('keeps secrets out of messages, nested fields, and errors with their causes', async () => {
    const token = `xoxb-${'1'.repeat(12)}-abcdef`;
    const cause = new Error(`Slack refused ${token}`);

    const lines = await linesOf((log) =>
      log.error(`failed with ${token}`, {
        error: new Error(`post failed: ${token}`, { cause }),
        request: { headers: [{ authorization: 'Basic abc' }], url: 'https://hooks.slack.com/services/T/B/x' },
      }),
    );

    expect(lines.join()).not.toContain(token);
    expect(lines.join()).not.toContain('Basic abc');
    expect(lines.join()).not.toContain('hooks.slack.com');
    expect(lines.join()).toContain('post failed');
  });
});
