import { AsyncLocalStorage } from 'node:async_hooks';

/** Something that only the outside can do: a command to AWS, or a checkpoint. */
export interface Request {
  readonly to: 'ledger' | 'ECS' | 'Lambda' | 'durable';
  readonly command: string;
  readonly input: object;
}

export type Reply =
  | { readonly type: 'output'; readonly output: object }
  | { readonly type: 'error'; readonly name: string; readonly message: string };

/** A request that was carried out, and when (milliseconds since the epoch). */
export interface Done {
  readonly text: string;
  readonly reply: Reply;
  readonly at: number;
}

/** Where a process stands: it asks (one thing after the other, also what it could ask at once), it sleeps, it waits for an answer, or it has come to its end. */
export type Stand =
  | { readonly type: 'asks'; readonly request: Request }
  | { readonly type: 'sleeps'; readonly id: string; readonly seconds: number }
  | { readonly type: 'waits' }
  | { readonly type: 'ended'; readonly result: unknown }
  | { readonly type: 'threw'; readonly message: string };

interface Turn {
  readonly done: readonly Done[];
  readonly used: Set<Done>;
  now: number;
  readonly stop: (stand: Stand) => void;
}

const turns = new AsyncLocalStorage<Turn>();
const never = new Promise<never>(() => {});

/**
 * Run a process from its last checkpoint: what it did since is answered as it was then, and it stops where it
 * asks for something new. `since`: when it began to run, in milliseconds since the epoch.
 */
export function takeTurn(done: readonly Done[], since: number, work: () => Promise<unknown>): Promise<Stand> {
  const { promise, resolve } = Promise.withResolvers<Stand>();
  const turn: Turn = { done, used: new Set(), now: since, stop: resolve };
  turns.run(turn, () => {
    work().then(
      (result) => resolve({ type: 'ended', result }),
      (error) => resolve({ type: 'threw', message: error instanceof Error ? error.message : String(error) }),
    );
  });
  return promise;
}

/** Ask the outside. Does not come back in a turn in which nobody answered yet. */
export function ask(request: Request): Promise<object> {
  const turn = current();
  const text = textOf(request);
  const known = turn.done.find((one) => one.text === text && !turn.used.has(one));
  if (!known) {
    turn.stop({ type: 'asks', request });
    return never;
  }
  turn.used.add(known);
  turn.now = known.at;
  const { reply } = known;
  if (reply.type === 'output') return Promise.resolve(reply.output);
  return Promise.reject(Object.assign(new Error(reply.message), { name: reply.name }));
}

/** Stop here: the process sleeps or waits. */
export function stop(stand: Stand): Promise<never> {
  current().stop(stand);
  return never;
}

/** What the process takes for the time. */
export function timeOfTurn(): number {
  return current().now;
}

/** Whether anything was done since the last checkpoint. */
export function hasAsked(): number {
  return current().used.size;
}

export function textOf({ to, command, input }: Request): string {
  return `${to} ${command} ${JSON.stringify(input, withSets)}`;
}

export function withSets(_key: string, value: unknown): unknown {
  return value instanceof Set ? [...value].sort() : value;
}

function current(): Turn {
  const turn = turns.getStore();
  if (!turn) throw new Error('the explored code asked for something outside of its turn');
  return turn;
}
