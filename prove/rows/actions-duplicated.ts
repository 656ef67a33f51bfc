import fc from 'fast-check';
import { check, together } from '../check.ts';
import type { Row } from '../row.ts';
import { anyDisturbance, liveThrough, mustBeFixedOnce } from '../worlds/chaos.ts';
import { anySchedule, runSchedule } from '../worlds/schedule.ts';

/** A whole world costs as much as so many schedules of the act alone. */
const WORLD_COSTS = 500;

export const actionsDuplicated: Row = {
  id: 'R2',
  promise: 'an effect happens once',
  tried:
    'schedules of up to three invocations that act at once, with lost answers and deaths, and a successor that takes over; and whole worlds with events repeated, reordered and functions killed',
  runs: { few: 1_000, quick: 5_000, many: 100_000 },

  async prove(seed, runs) {
    const schedules = await check('schedules', fc.asyncProperty(anySchedule, runSchedule), seed, runs);
    const worlds = await check(
      'worlds',
      fc.asyncProperty(anyDisturbance, async (disturbance) => {
        mustBeFixedOnce((await liveThrough(disturbance)).world);
      }),
      seed,
      Math.ceil(runs / WORLD_COSTS),
    );
    const note = `${worlds.count.toLocaleString('en')} of them whole worlds`;
    return { ...together('schedules', [schedules, worlds]), note };
  },
};
