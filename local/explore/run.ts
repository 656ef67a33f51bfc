import { withProcess } from './carry-out.ts';
import { advance } from './processes.ts';
import type { Process, State } from './state.ts';

/** Let a process run on to where it asks for something new. */
export async function run(state: State, name: string, change: Partial<Process>): Promise<State> {
  const process = state.processes[name];
  if (!process) throw new Error(`there is no ${name}`);
  const { stand: _stand, until: _until, ...rest } = { ...process, ...change };
  const after = await advance(rest);
  const { type } = after.stand;
  return type === 'ended' || type === 'threw' ? ended(state, name, after) : withProcess(state, name, after);
}

/** What was done since the last checkpoint is forgotten, and is done again. */
export function restart(state: State, name: string): Promise<State> {
  return run(state, name, { done: [], since: state.now });
}

/** A response leaves its outcome; of the others nothing is left. */
function ended(state: State, name: string, { input, stand }: Process): State {
  if (input.kind === 'respond')
    return withProcess(state, name, { input, stand, journal: {}, done: [], since: 0 });
  if (stand.type === 'threw') throw new Error(`${name} threw: ${stand.message}`);
  const { [name]: _ended, ...processes } = state.processes;
  return { ...state, processes };
}
