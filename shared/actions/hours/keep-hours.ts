import type { ActionResult } from '../../domain/decision.ts';
import { ReadError } from '../../domain/errors.ts';
import type { Capacity, CapacityStore, SavedCapacity, Sleeper } from '../../domain/hours.ts';
import type { HoursAction } from '../../domain/hours-action.ts';
import { type Step, stepToSleep, stepToWake } from '../../scaling/hours/step.ts';
import { type Ending, resultOf } from './result.ts';

type Set = Extract<Step, { type: 'set' }>;

/** Services and Auto Scaling groups, as far as sleeping needs them. */
export interface Plant {
  /** Undefined when it does not exist. Throws ReadError. */
  look(sleeper: Sleeper): Promise<Capacity | undefined>;
  /** Refuses when it is not `from` any more. Throws when it cannot be learnt whether AWS did it. */
  set(sleeper: Sleeper, part: Set['part'], from: Capacity, to: Capacity): Promise<ActionResult>;
}

export interface HoursDeps {
  readonly plant: Plant;
  readonly store: CapacityStore;
}

/** Six steps are the longest way; each time that somebody else was quicker is one more. */
const MOST_STEPS = 12;
/** AWS may show for a moment what stood before; what still does then is left to the next look. */
const MOST_TRIES = 2;

/**
 * Take each sleeper step by step to where it is wanted. Every step begins with what stands in the ledger and in AWS,
 * so this may be cut off anywhere, and repeated: it goes on from there.
 */
export async function keepHours(action: HoursAction, deps: HoursDeps): Promise<ActionResult> {
  const { saved } = await deps.store.hours(action);
  const endings: Ending[] = [];
  for (const sleeper of action.sleepers) {
    const before = saved.find(({ of }) => of.target === sleeper.target);
    endings.push({ name: sleeper.name, ...(await settle(action, sleeper, before, deps)) });
  }
  return resultOf(action.kind, endings);
}

type Settled = Omit<Ending, 'name'>;

async function settle(
  action: HoursAction,
  sleeper: Sleeper,
  before: SavedCapacity | undefined,
  deps: HoursDeps,
): Promise<Settled> {
  try {
    return await stepOn(action, sleeper, before, deps);
  } catch (error) {
    if (error instanceof ReadError) return { type: 'failed', reason: error.message };
    throw error;
  }
}

async function stepOn(
  action: HoursAction,
  sleeper: Sleeper,
  before: SavedCapacity | undefined,
  { plant, store }: HoursDeps,
): Promise<Settled> {
  const next = action.kind === 'hours.sleep' ? stepToSleep : stepToWake;
  let saved = before;
  let now = await plant.look(sleeper);
  let refused = '';
  const mayTry = createPatience();
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const step = next({ kind: sleeper.kind, now, saved });
    if (step.type === 'done') return { type: 'done', reason: '' };
    if (step.type === 'forget') return forget(action, saved, step, store);
    if (step.type === 'save') {
      const { phase, capacity } = step;
      const entry = { of: sleeper, schedule: action.schedule, phase, capacity };
      if (!(await store.saveCapacity(action, entry, saved))) return OVERTAKEN;
      saved = entry;
    } else if (now) {
      if (!mayTry(step, now)) return { type: 'failed', reason: refused || STALE };
      const result = await plant.set(sleeper, step.part, now, step.to);
      if (result.type === 'failed') return result;
      if (result.type === 'refused') refused = result.reason;
      now = await plant.look(sleeper);
    }
  }
  return { type: 'failed', reason: refused || `it did not settle within ${MOST_STEPS} steps` };
}

const STALE = 'it was changed twice, and still reads as it was before';

/** Whether the same change of the same thing may be made once more. */
function createPatience() {
  let last = '';
  let tries = 0;
  return (step: Step, now: Capacity): boolean => {
    const change = JSON.stringify([step, now]);
    tries = change === last ? tries + 1 : 1;
    last = change;
    return tries <= MOST_TRIES;
  };
}

const OVERTAKEN: Settled = { type: 'failed', reason: 'another execution works on it' };

async function forget(
  action: HoursAction,
  saved: SavedCapacity | undefined,
  { left }: Extract<Step, { type: 'forget' }>,
  store: CapacityStore,
): Promise<Settled> {
  if (saved && !(await store.forgetCapacity(action, saved))) return OVERTAKEN;
  return left === undefined ? { type: 'done', reason: '' } : { type: 'left', reason: left };
}
