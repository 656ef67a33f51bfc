import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { openDatabase } from '../local/database.ts';
import { listen } from '../local/listen.ts';
import { RESPOND_ENVIRONMENT, TRIAGE_ENVIRONMENT } from '../shared/runtime/environment.ts';
import { createAnswers } from './answers.ts';
import { openDelay } from './delay.ts';
import { ACCOUNT, REGION } from './samples.ts';

/** What a function meets of AWS: a DynamoDB, and fixed answers of everything else. Both on loopback. */
export interface LocalAws {
  /** The functions' environment. */
  env(taskRoot: string): Readonly<Record<string, string>>;
  /** The same, but DynamoDB answers `FAR_MS` later, as across a network. */
  farEnv(taskRoot: string): Readonly<Record<string, string>>;
  /** The same, but everything answers at this port of ours; its requests count too. */
  envAt(port: number): LocalAws['env'];
  /** The ledger's, as the environment names it. */
  readonly table: string;
  /** Requests that came in over the wire so far, retries included. */
  calls(): number;
  close(): Promise<void>;
}

/** What DynamoDB takes within a region for a write, in single-digit milliseconds. */
export const FAR_MS = 5;

export async function openAws(): Promise<LocalAws> {
  const database = await openDatabase();
  const endpoint = await database.client.config.endpoint?.();
  const others = await listen(createAnswers());
  const far = await openDelay(endpoint?.port ?? 0, FAR_MS);
  const ports = new Set([endpoint?.port, others.port]);
  let calls = 0;
  const count = (message: unknown) => {
    const { request } = message as { readonly request: IncomingMessage };
    if (ports.has(request.socket.localPort)) calls += 1;
  };
  subscribe('http.server.request.start', count);

  const envOf = (dynamodb: number | undefined, rest: number) => (taskRoot: string) => ({
    ...functionEnvironment(taskRoot, database.table),
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${dynamodb}`,
    AWS_ENDPOINT_URL: `http://127.0.0.1:${rest}`,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  return {
    env: envOf(endpoint?.port, others.port),
    farEnv: envOf(far.port, others.port),
    envAt(port) {
      ports.add(port);
      return envOf(port, port);
    },
    table: database.table,
    calls: () => calls,
    async close() {
      unsubscribe('http.server.request.start', count);
      await Promise.all([far.close(), database.close(), others.close()]);
    },
  };
}

/** Every variable that a function reads; those that the measured events never use have any value. */
function functionEnvironment(taskRoot: string, ledgerTable: string): Record<string, string> {
  const names = Object.values({ ...TRIAGE_ENVIRONMENT, ...RESPOND_ENVIRONMENT });
  return {
    ...Object.fromEntries(names.map((name) => [name, 'bench'])),
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    ACCOUNT_ID: ACCOUNT,
    LAMBDA_TASK_ROOT: taskRoot,
    CONFIG_FILE: 'config.json',
    LOG_LEVEL: 'INFO',
    LEDGER_TABLE: ledgerTable,
  };
}
