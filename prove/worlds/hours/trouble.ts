import fc from 'fast-check';
import type { Plant } from '../../../shared/actions/hours/keep-hours.ts';
import { ReadError } from '../../../shared/domain/errors.ts';
import type { CapacityStore } from '../../../shared/domain/hours.ts';

/** The function ended in the middle: nothing of it goes on. */
export class Died extends Error {}

/** The answer never came, whether or not it was done: Lambda repeats the step. */
class Lost extends Error {}

/** At the so many-th call of a tick's actions. `lost` calls were carried out, `cut` ones were not. */
export interface Trouble {
  readonly at: number;
  readonly kind: 'die-before' | 'die-after' | 'lost' | 'cut' | 'failed';
}

export const anyTrouble: fc.Arbitrary<readonly Trouble[]> = fc.array(
  fc.record({
    at: fc.integer({ min: 1, max: 24 }),
    kind: fc.constantFrom('die-before', 'die-after', 'lost', 'cut', 'failed'),
  }),
  { minLength: 1, maxLength: 2 },
);

/** Every call of the executors goes through here. `struck` tells how many met trouble. */
export function troubled(
  plant: Plant,
  store: CapacityStore,
  troubles: readonly Trouble[],
  told: { struck: number },
): { readonly plant: Plant; readonly store: CapacityStore } {
  let calls = 0;
  async function call<Value>(carryOut: () => Promise<Value>, failed: () => Value): Promise<Value> {
    calls += 1;
    const trouble = troubles.find(({ at }) => at === calls)?.kind;
    if (trouble !== undefined) told.struck += 1;
    if (trouble === 'die-before') throw new Died();
    if (trouble === 'cut') throw new Lost();
    if (trouble === 'failed') return failed();
    const value = await carryOut();
    if (trouble === 'die-after') throw new Died();
    if (trouble === 'lost') throw new Lost();
    return value;
  }
  const unread = () => {
    throw new ReadError('it cannot be read');
  };
  const unwritten = () => {
    throw new Lost();
  };
  return {
    plant: {
      look: (sleeper) => call(() => plant.look(sleeper), unread),
      set: (...args) =>
        call(
          () => plant.set(...args),
          () => ({ type: 'failed', reason: 'AWS throttles' }),
        ),
    },
    store: {
      hours: (home) => call(() => store.hours(home), unwritten),
      saveCapacity: (...args) => call(() => store.saveCapacity(...args), unwritten),
      forgetCapacity: (...args) => call(() => store.forgetCapacity(...args), unwritten),
    },
  };
}
