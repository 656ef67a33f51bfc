import { describe, it } from 'vitest';
import { faults } from '../../prove/rows/faults.ts';
import { expectProven } from './expect-proven.ts';

describe('when calls to AWS fail', { timeout: 60_000 }, () => {
  it('nothing hangs, repeats or hides, at whichever call site', () => expectProven(faults));
});
