import { describe, it } from 'vitest';
import { scalingBounds } from '../../prove/rows/scaling-bounds.ts';
import { expectProven } from './expect-proven.ts';

describe('a rule of scale-on-alarm, whatever is measured', { timeout: 60_000 }, () => {
  it('never leads outside of its bounds', () => expectProven(scalingBounds));
});
