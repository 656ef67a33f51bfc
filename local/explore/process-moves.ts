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
  /** Nobody else reads what it writes. */
  readonly unseen?: true;
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
      ...(isUnseen(stand.request) && { unseen: true }),
    });
  moves.push(...movesOfTime(state, name, process));
  if (done.length > 0 && state.left.crashes > 0)
    moves.push({ name: `${who} crashes`, take: () => restart(use(state, 'crashes'), name) });
  if (process.input.kind === 'respond' && state.left.deaths > 0) {
    moves.push({ name: `${who} dies for good`, take: async () => bury(use(state, 'deaths'), name, process) });
  }
  return moves;
}

/** A sleep that is over, and a question whose time is over. */
function movesOfTime(state: State, name: string, process: Process): readonly Move[] {
  const { stand, until = 0, journal } = process;
  const moves: Move[] = [];
  const who = processWords(name, process);
  const awake = at(state, until);
  if (stand.type === 'sleeps' && awake)
    moves.push({ name: `${who} wakes up`, take: () => wake(awake, name, process) });
  for (const [id, entry] of Object.entries(journal)) {
    const over = entry.type === 'asked' && at(state, entry.until);
    if (over) moves.push({ name: `nobody answers ${who} in time`, take: () => expire(over, name, id) });
  }
  return moves;
}

/** A checkpoint or a receipt. */
function isUnseen({ to, command }: Request): boolean {
  return to === 'durable' || command === 'PutItemCommand';
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

/** That moment, if time may pass until then. */
function at(state: State, moment: number): State | undefined {
  if (moment <= state.now) return state;
  const working = Object.values(state.processes).some(({ stand, dead }) => stand.type === 'asks' && !dead);
  if (working && state.left.stalls === 0) return undefined;
  return { ...(working ? use(state, 'stalls') : state), now: moment };
}

function wake(state: State, name: string, { stand, journal }: Process): Promise<State> {
  if (stand.type !== 'sleeps') throw new Error(`${name} does not sleep`);
  const entry = journal[stand.id];
  const over = entry?.type === 'looked' ? { ...entry, seconds: 0 } : ({ type: 'done' } as const);
  return run(withEntry(state, name, stand.id, over), name, { since: state.now });
}

/** Its question was answered, or never will be: whoever waited for that goes on now. */
function goOn(state: State, name: string): Promise<State> {
  const waited = state.processes[name]?.stand.type === 'waits';
  return run(state, name, waited ? { since: state.now } : {});
}

function expire(state: State, name: string, id: string): Promise<State> {
  const entry = { type: 'failed', message: 'the callback timed out' } as const;
  return goOn(withEntry(state, name, id, entry), name);
}

/** Lambda gave it up: what it has checkpointed helps nobody any more. */
function bury(state: State, name: string, { input, stand }: Process): State {
  return withProcess(state, name, { input, stand, journal: {}, done: [], since: 0, dead: true });
}
