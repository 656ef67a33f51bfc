import { describe, it } from 'vitest';
import { keptHours } from '../../prove/rows/kept-hours.ts';
import { expectProven } from './expect-proven.ts';

describe('a schedule, while people, autoscaling and crashes get in its way', { timeout: 60_000 }, () => {
  it('gives back exactly what it took, and leaves what people changed', () => expectProven(keptHours));
});
