import { begin } from './begin.ts';
import { withProcess } from './carry-out.ts';
import { BAD, OTHER, taskName } from './case.ts';
import { answer, type Move } from './process-moves.ts';
import { recordOf } from './record.ts';
import { restart, run } from './run.ts';
import { type Click, type Input, type State, use } from './state.ts';

/** What may come from outside: failures, people, time, and the service itself. */
export function movesOfWorld(state: State): readonly Move[] {
  const { left, service, toldAt } = state;
  const failures = toldAt.length;
  const moves: Move[] = [];
  if (left.failures > 0) {
    moves.push({ name: `task ${failures + 1} fails`, take: () => fail(state, failures + 1) });
  }
  for (let task = 1; task <= failures && left.duplicates > 0; task += 1) {
    moves.push({
      name: `task ${task} is told of again`,
      take: () => tell(use(state, 'duplicates'), task, ' again'),
    });
  }
  if (!service.steady && service.revision !== BAD) {
    moves.push({ name: 'the service becomes steady', take: async () => become(state, service.revision) });
  }
  if (left.deployments > 0) {
    moves.push({
      name: 'somebody deploys another revision',
      take: async () => become(use(state, 'deployments'), OTHER),
    });
  }
  return [...moves, ...clicksIn(state), ...leaseOf(state)];
}

function fail(state: State, task: number): Promise<State> {
  const toldAt = [...state.toldAt, new Date(state.now).toISOString()];
  return tell({ ...use(state, 'failures'), toldAt }, task, '');
}

/** A repeat says the same moment as the first time. */
function tell(state: State, task: number, again: string): Promise<State> {
  const at = state.toldAt[task - 1] ?? '';
  return invoke(state, `triage of task ${task}${again}`, { kind: 'triage', task: taskName(task), at });
}

function become(state: State, revision: string): State {
  return { ...state, service: { revision, steady: true } };
}

/** A button may be clicked as long as its question stands in the ledger, by several people at once. */
function clicksIn(state: State): readonly Move[] {
  const approval = recordOf(state)?.approval;
  const { clicks } = state.left;
  if (!approval || clicks === 0) return [];
  const actions = approval.callbackId === undefined ? (['undo'] as const) : (['approve', 'deny'] as const);
  const expires = Math.floor(Date.parse(approval.expiresAt) / 1000);
  return actions.map((action) => {
    const click: Click = { action, key: recordOf(state)?.key ?? '', planHash: approval.planHash, expires };
    const take = () => invoke(use(state, 'clicks'), `click ${clicks}`, { kind: 'click', click });
    return { name: `somebody clicks ${action} (click ${clicks})`, take };
  });
}

/** So much time passes that whatever runs is ended by its timeout, and the owner counts as dead. */
function leaseOf(state: State): readonly Move[] {
  const record = recordOf(state);
  const until = Date.parse(record?.leaseUntil ?? '');
  if (record?.state !== 'open' || !(until >= state.now) || state.left.leases === 0) return [];
  const later = { ...use(state, 'leases'), now: until + 60_000 };
  return [{ name: 'the lease runs out', take: () => timeOut(later) }];
}

async function timeOut(state: State): Promise<State> {
  let after = state;
  for (const [name, { input, stand, dead }] of Object.entries(state.processes)) {
    if (stand.type !== 'asks' || dead) continue;
    after = input.kind === 'click' ? without(after, name) : await restart(after, name);
  }
  return after;
}

function without(state: State, name: string): State {
  const { [name]: _gone, ...processes } = state.processes;
  return { ...state, processes };
}

/** It begins with its first step: before that it is only a message on its way, which nobody can tell from none. */
async function invoke(state: State, name: string, input: Input): Promise<State> {
  const invoked = await run(withProcess(state, name, begin(input, state.now)), name, {});
  const stand = invoked.processes[name]?.stand;
  return stand?.type === 'asks' ? answer(invoked, name, stand.request) : invoked;
}
