import fc from 'fast-check';
import { check } from '../check.ts';
import type { Row } from '../row.ts';
import { anyHistory, runHistory } from '../worlds/hours/history.ts';
import type { Counted } from '../worlds/hours/oracle.ts';

export const keptHours: Row = {
  id: 'R21',
  promise: 'what was put to sleep gets back exactly what it had, and what people changed stays so',
  tried:
    'histories of services and groups under overlapping schedules: people, autoscaling, tags, configuration and wishes to stay awake race ticks that are missed, repeated, lose answers, fail and die at any call',
  runs: { few: 10, quick: 1_000, many: 20_000 },
  async prove(seed, runs) {
    const counted: Counted = { slept: 0, woken: 0, touched: 0, torn: 0 };
    const property = fc.asyncProperty(anyHistory, (history) => runHistory(history, counted));
    const finding = await check('histories', property, seed, runs);
    return { ...finding, note: noteOf(counted) };
  },
};

function noteOf({ slept, woken, touched, torn }: Counted): string {
  const [sleeps, wakes, people, cut] = [slept, woken, touched, torn].map((count) =>
    count.toLocaleString('en'),
  );
  return `${sleeps} times something was put to sleep, ${wakes} times woken, ${cut} times cut off on the way, ${people} times somebody had changed it asleep; what is changed between a cut and the tick that repairs it counts as before or after the sleep`;
}
