import { isDeepStrictEqual } from 'node:util';
import type { IncidentRef } from '../../shared/domain/incident.ts';
import { type Input, keyOf, carryOut as onItem } from '../ledger-table/carry-out.ts';
import { begin } from './begin.ts';
import type { Entry } from './journal.ts';
import { recordOf } from './record.ts';
import { described } from './service.ts';
import type { Effect, Process, State } from './state.ts';
import type { Reply, Request } from './turn.ts';
import { writeWords } from './words.ts';

/** What became of a request: the state after it, and the reply to who asked; a checkpoint has none. */
export interface CarriedOut {
  readonly state: State;
  readonly reply?: Reply;
  /** The process that is new, or may go on because of it. */
  readonly moved?: string;
}

export function carryOut(state: State, name: string, request: Request): CarriedOut {
  const { to, command } = request;
  if (to === 'durable') return checkpoint(state, name, request);
  if (to === 'ledger') return onLedger(state, request);
  if (to === 'ECS') return onFleet(state, name, request);
  if (command === 'InvokeCommand') return start(state, request);
  return resume(state, request);
}

/** Steps are checkpointed as JSON; a question's time runs from here. */
function checkpoint(state: State, name: string, { command: id, input }: Request): CarriedOut {
  const entry = JSON.parse(JSON.stringify(input)) as Entry;
  const timed = entry.type === 'asked' ? { ...entry, until: state.now + entry.until * 1000 } : entry;
  return { state: withEntry(state, name, id, timed) };
}

function onLedger(state: State, { command, input }: Request): CarriedOut {
  const key = keyOf(input as Input);
  const answer = onItem(state.items[key], command, broken(state, input as Input));
  if (answer.type === 'error') return { state, reply: answer };
  const reply = { type: 'output', output: answer.output } as const;
  if (answer.type === 'read') return { state, reply };
  const items = { ...state.items, [key]: answer.item };
  return { state: withAnswers({ ...state, items }, state), reply };
}

/** The write as it would be without its condition. */
function broken({ unconditional }: State, input: Input): Input {
  if (unconditional === undefined || writeWords(input) !== unconditional) return input;
  const { ConditionExpression: _lost, ...rest } = input;
  return rest;
}

/** An answer of a person is remembered beyond its incident, to hold later acts against it. */
function withAnswers(after: State, before: State): State {
  const [was, is] = [recordOf(before), recordOf(after)];
  const answer = is?.approval?.answer;
  if (!is?.approval || !answer || isDeepStrictEqual(answer, was?.approval?.answer)) return after;
  const { planHash, expiresAt } = is.approval;
  const given = { ...answer, generation: is.generation, planHash, expiresAt };
  return { ...after, history: { ...after.history, answers: [...after.history.answers, given] } };
}

function onFleet(state: State, name: string, { command, input }: Request): CarriedOut {
  if (command === 'DescribeServicesCommand') {
    return { state, reply: { type: 'output', output: described(state.service) } };
  }
  const { taskDefinition: revision } = input as { readonly taskDefinition: string };
  const reply = { type: 'output', output: {} } as const;
  if (state.service.revision === revision) return { state, reply };
  const effects = [...state.history.effects, effectOf(state.processes[name])];
  const history = { ...state.history, effects };
  return { state: { ...state, service: { revision, steady: false }, history }, reply };
}

/** The write of `intend`, with the plan's hash in its mark. */
const INTENT = /"sk":"incident".*ADD acts :act".*":act":\["[^|]*\|([^|]*)/;

/** Of which incident and plan, as the intent of the same run says it. */
function effectOf(process: Process | undefined): Effect {
  const generation = process?.input.kind === 'respond' ? process.input.ref.generation : 0;
  const intent = process?.done.findLast(({ text, reply }) => reply.type === 'output' && INTENT.test(text));
  const planHash = INTENT.exec(intent?.text ?? '')?.[1] ?? '';
  return { generation, planHash, intended: intent !== undefined };
}

/** Lambda never starts a name twice. */
function start(state: State, { input }: Request): CarriedOut {
  const { DurableExecutionName: name, Payload } = input as StartInput;
  if (state.processes[name]) {
    const message = `execution ${name} was started before`;
    return { state, reply: { type: 'error', name: 'DurableExecutionAlreadyStartedException', message } };
  }
  const ref = JSON.parse(Buffer.from(Payload).toString()) as IncidentRef;
  const process = begin({ kind: 'respond', ref }, state.now);
  const processes = { ...state.processes, [name]: process };
  return {
    state: { ...state, processes },
    reply: { type: 'output', output: { StatusCode: 202 } },
    moved: name,
  };
}

interface StartInput {
  readonly DurableExecutionName: string;
  readonly Payload: Uint8Array;
}

/** SendDurableExecutionCallbackSuccess: `<execution>/<operation>`, as the journal names it. */
function resume(state: State, { input }: Request): CarriedOut {
  const { CallbackId, Result } = input as { readonly CallbackId: string; readonly Result: Uint8Array };
  const [name = '', id = ''] = CallbackId.split('/');
  if (state.processes[name]?.journal[id]?.type !== 'asked') {
    const message = 'nothing waits for this callback any more';
    return { state, reply: { type: 'error', name: 'CallbackTimeoutException', message } };
  }
  const entry = { type: 'done', value: Buffer.from(Result).toString() } as const;
  return { state: withEntry(state, name, id, entry), reply: { type: 'output', output: {} }, moved: name };
}

/** The process with one more operation checkpointed. */
export function withEntry(state: State, name: string, id: string, entry: Entry): State {
  const process = state.processes[name];
  if (!process) throw new Error(`no execution ${name} was started`);
  const journal = { ...process.journal, [id]: entry };
  return withProcess(state, name, { ...process, journal });
}

export function withProcess(state: State, name: string, process: Process): State {
  return { ...state, processes: { ...state.processes, [name]: process } };
}
