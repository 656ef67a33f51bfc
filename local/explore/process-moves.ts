import { carryOut, withEntry, withProcess } from './carry-out.ts';
import { restart, run } from './run.ts';
import { type Process, type State, use } from './state.ts';
import { type Request, textOf } from './turn.ts';
import { processWords, stepWords } from './words.ts';

/** One step that the world may take from here; `take` is only called when it is explored. */
export interface Move {
  /** For people: who does what. */
  readonly name: string;
  readonly take: () => Promise<State>;
}

/** What a process may do next, and what may befall it. */
export function movesOfProcess(state: State, name: string, process: Process): readonly Move[] {
  const { stand, done, dead } = process;
  if (dead || stand.type === 'ended' || stand.type === 'threw') return [];
  const moves: Move[] = [];
  const who = processWords(name, process);
  if (stand.type === 'asks')
    moves.push({
      name: stepWords(state, name, stand.request),
      take: () => answer(state, name, stand.request),
    });
  if (stand.type === 'sleeps')
    moves.push({ name: `${who} wakes up`, take: () => wake(state, name, process) });
  for (const [id, entry] of Object.entries(process.journal)) {
    if (entry.type === 'asked')
      moves.push({ name: `nobody answers ${who} in time`, take: () => expire(state, name, id, entry.until) });
  }
  if (done.length > 0 && state.left.crashes > 0)
    moves.push({ name: `${who} crashes`, take: () => restart(use(state, 'crashes'), name) });
  if (process.input.kind === 'respond' && state.left.deaths > 0) {
    moves.push({ name: `${who} dies for good`, take: async () => bury(use(state, 'deaths'), name, process) });
  }
  return moves;
}

/** The request is carried out, and its process runs on to the next. */
export async function answer(before: State, name: string, request: Request): Promise<State> {
  const { state, reply, moved } = carryOut(before, name, request);
  let after = state;
  if (moved) after = await goOn(after, moved);
  const process = after.processes[name];
  if (!process) return after;
  if (!reply) return run(after, name, { done: [], since: after.now });
  const done = [...process.done, { text: textOf(request), reply, at: after.now }];
  return run(after, name, { done });
}

function wake(state: State, name: string, { stand, until = 0, journal }: Process): Promise<State> {
  if (stand.type !== 'sleeps') throw new Error(`${name} does not sleep`);
  const entry = journal[stand.id];
  const over = entry?.type === 'looked' ? { ...entry, seconds: 0 } : ({ type: 'done' } as const);
  const now = Math.max(state.now, until);
  return run(withEntry({ ...state, now }, name, stand.id, over), name, { since: now });
}

/** Its question was answered, or never will be: whoever waited for that goes on now. */
function goOn(state: State, name: string): Promise<State> {
  const waited = state.processes[name]?.stand.type === 'waits';
  return run(state, name, waited ? { since: state.now } : {});
}

function expire(state: State, name: string, id: string, until: number): Promise<State> {
  const now = Math.max(state.now, until);
  const entry = { type: 'failed', message: 'the callback timed out' } as const;
  return goOn(withEntry({ ...state, now }, name, id, entry), name);
}

/** Lambda gave it up: what it has checkpointed helps nobody any more. */
function bury(state: State, name: string, { input, stand }: Process): State {
  return withProcess(state, name, { input, stand, journal: {}, done: [], since: 0, dead: true });
}
