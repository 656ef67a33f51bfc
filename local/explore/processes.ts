import { createExecute } from '../../shared/actions/index.ts';
import { createReads } from '../../shared/aws/reads.ts';
import { createResponseClients, type ResponseClients } from '../../shared/aws/response-clients.ts';
import { createResume, createStartResponse } from '../../shared/aws/responses.ts';
import type { Deps, Log } from '../../shared/deps.ts';
import { executionOf } from '../../shared/domain/incident.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { respond } from '../../shared/respond.ts';
import { decideClick } from '../../shared/slack-door/decide.ts';
import { ECS } from '../../shared/triage/ecs.ts';
import { triageBatch } from '../../shared/triage.ts';
import { ACCOUNT, exploredConfig, failureEvent, ONCALL, REGION } from './case.ts';
import { createDurable } from './journal.ts';
import { onlyServiceChanges } from './service.ts';
import type { Click, Input, Process } from './state.ts';
import { ask, type Request, takeTurn, timeOfTurn } from './turn.ts';

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };
const clients = askingClients();
const THREAD = { channel: '#ops', ts: '1' };

/** The shipping code with its own SDK clients; every command to AWS is one step of the exploration. */
const deps: Deps = {
  account: ACCOUNT,
  region: REGION,
  config: exploredConfig(),
  clock: timeOfTurn,
  log: SILENT,
  measure() {},
  ledger: createLedger({ name: 'ledger', client: () => clients.dynamodb(), clock: timeOfTurn }),
  reads: onlyServiceChanges(createReads(clients)),
  execute: createExecute(clients, SILENT),
  notifier: { show: async () => THREAD, reply: async () => {}, showFleet: async () => THREAD },
  killSwitch: async () => 'off',
  startResponse: createStartResponse(clients, { functionName: 'respond', qualifier: 'live' }),
  resume: createResume(clients),
};

/** Run a process on to where it asks for something new, and say what that is. */
export async function advance(process: Omit<Process, 'stand' | 'until'>): Promise<Process> {
  const { input, journal, done, since } = process;
  const stand = await takeTurn(done, since, () => work(input, journal));
  const until = stand.type === 'sleeps' ? wholeMinute(since + stand.seconds * 1000) : undefined;
  return { ...process, stand, ...(until !== undefined && { until }) };
}

function work(input: Input, journal: Process['journal']): Promise<unknown> {
  if (input.kind === 'respond') {
    const { resume: _resume, ...responding } = deps;
    return respond(input.ref, createDurable(executionOf(input.ref), journal), responding);
  }
  if (input.kind === 'click') return answer(input.click);
  const body = JSON.stringify(failureEvent(input.task, input.at));
  return triageBatch([{ id: input.task, body }], ECS, deps);
}

/** What the Slack door does with a genuine click. */
async function answer(click: Click): Promise<void> {
  const decision = await decideClick(click, ONCALL, deps.ledger, deps.clock());
  if (decision.type !== 'counts' || decision.approval.callbackId === undefined) return;
  await deps.resume(decision.approval.callbackId, decision.answer);
}

/** Nobody wakes on the second: whole minutes keep the number of moments small. */
function wholeMinute(moment: number): number {
  return Math.ceil(moment / 60_000) * 60_000;
}

function askingClients(): ResponseClients {
  return createResponseClients({
    region: REGION,
    intercept: (client) =>
      client.middlewareStack.add(
        (_next, { clientName = '', commandName = '' }) =>
          async ({ input }) => ({
            output: await ask({ to: addressee(clientName), command: commandName, input }),
            response: {},
          }),
        { step: 'initialize', name: 'explorer', priority: 'high' },
      ),
  });
}

function addressee(clientName: string): Request['to'] {
  if (clientName.startsWith('DynamoDB')) return 'ledger';
  return clientName.startsWith('Lambda') ? 'Lambda' : 'ECS';
}
