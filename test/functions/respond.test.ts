import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalDurableTestRunner, type TestResult } from '@aws/durable-execution-sdk-js-testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../local/database.ts';
import type { IncidentRef } from '../../shared/domain/incident.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { config } from '../support/fleet.ts';
import { incidentRef, mark } from '../support/incidents.ts';
import { linesWritten } from '../support/standard-output.ts';

/**
 * Refuses every call but the ledger's, with an answer that no client tries again: not even for its date, which is
 * minutes behind the skipped time.
 */
const refusing = createServer((_request, response) => {
  response.sendDate = false;
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify({ __type: 'AccessDeniedException', message: 'not allowed' }));
});
let database: Database;

beforeAll(async () => {
  database = await openDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-'));
  // Without a channel nobody is told: to be refused Slack's token would take seconds, at each try.
  const settings = { ...config('act'), routes: [] };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(settings));
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: await listening(refusing),
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    LAMBDA_TASK_ROOT: folder,
    CONFIG_FILE: 'config.json',
    ACCOUNT_ID: '123456789012',
    STAGE: 'test',
    LOG_LEVEL: 'INFO',
    LEDGER_TABLE: database.table,
    RESPOND_FUNCTION: 'respond',
    RESPOND_ALIAS: 'durable',
    KILL_SWITCH_PARAMETER: '/kill-switch',
    SLACK_TOKEN_PARAMETER: '/slack/token',
    SLACK_SIGNING_SECRET_PARAMETER: '/slack/signing-secret',
  });
});
afterAll(async () => {
  refusing.close();
  await database.close();
});

describe('functions/respond', () => {
  it('answers an incident as a durable function, from its door to its end', { timeout: 60_000 }, async () => {
    const ledger = createLedger({
      name: database.table,
      client: async () => database.client,
      clock: () => Date.now(),
    });
    const ref: IncidentRef = incidentRef();
    await ledger.mark(ref.key, [mark('task-1')]);
    const { handler } = await import('../../functions/respond.ts');
    await LocalDurableTestRunner.setupTestEnvironment({ skipTime: true });
    const runner = new LocalDurableTestRunner({ handlerFunction: handler });
    const runs: TestResult[] = [];

    const lines = await linesWritten(async () => void runs.push(await runner.run({ payload: ref })));
    await LocalDurableTestRunner.teardownTestEnvironment();

    const [execution] = runs;
    if (!execution) throw new Error('it did not run');
    expect(execution.getResult()).toMatchObject({ type: 'failed', code: 'read-failed' });
    const steps = execution.getOperations().map((operation) => operation.getName());
    expect(steps.slice(0, 3)).toEqual(['claim', 'settle', 'gather-1']);
    expect(steps).toContain('close');
    expect(lines.some((line) => line.includes('incident closed') && line.includes(ref.id))).toBe(true);
    expect(lines.some((line) => line.includes('"outcomes"') && line.includes('"failed"'))).toBe(true);
    expect(await ledger.read(ref.key)).toMatchObject({ state: 'closed', generation: 1, acts: [] });
  });
});

/** Where it listens, on a free loopback port. */
async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
