import type { Process, State } from './state.ts';
import type { Request } from './turn.ts';

/** What each write of the ledger is for, known by its expressions; the first that fits. */
const WRITES: readonly (readonly [RegExp, string])[] = [
  [/approval\.answer =/, 'writes the answer down'],
  [/approval = :approval/, 'writes the question down'],
  [/closedAt = :at/, 'closes the incident'],
  [/openedAt =/, 'claims the incident'],
  [/SET leaseUntil|, leaseUntil/, 'renews its lease'],
  [/ADD marks/, 'counts the failure'],
  [/SET expires = :expires ADD acts.*:limit/, 'spends budget'],
  [/ADD acts/, 'writes its intent down'],
];

const COMMANDS: Readonly<Record<string, string>> = {
  GetItemCommand: 'reads the ledger',
  PutItemCommand: 'writes a receipt',
  DescribeServicesCommand: 'reads the service',
  UpdateServiceCommand: 'changes the service',
  InvokeCommand: 'starts the response',
  SendDurableExecutionCallbackSuccessCommand: 'hands the answer over',
};

/** "response 1 (09 h) closes the incident", "response 1 (09 h) checkpoints close". */
export function stepWords(state: State, name: string, { to, command, input }: Request): string {
  const who = processWords(name, state.processes[name]);
  if (to === 'durable') return `${who} checkpoints ${command.split(' ')[1]}`;
  return `${who} ${writeWords(input) ?? COMMANDS[command] ?? command}`;
}

/** What a write of the ledger is for; undefined for a read. */
export function writeWords(input: object): string | undefined {
  const expressions = Object.entries(input).filter(([field]) => field.endsWith('Expression'));
  const text = expressions.map(([, value]) => String(value)).join(' ');
  return WRITES.find(([pattern]) => pattern.test(text))?.[1];
}

/** A response by its incident's generation and the hour that its name ends in. */
export function processWords(name: string, process: Process | undefined): string {
  if (process?.input.kind !== 'respond') return name;
  return `response ${process.input.ref.generation} (${name.slice(-2)} h)`;
}
