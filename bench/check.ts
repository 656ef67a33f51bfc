import { type Comparison, compare, GUARDED, readBaseline } from './baseline.ts';
import { type Amount, measureOnly } from './measure.ts';
import { times, timesBetween } from './report/figures.ts';
import { textTable } from './report/table.ts';

const AMOUNT: Amount = { starts: 30, warm: 600, batches: 0, stops: 0 };

/** Hold this machine's ratios to an empty handler against the committed ones; what looks slower is measured twice. */
async function main(): Promise<void> {
  const baseline = await readBaseline();
  const first = compare(await measureOnly(['empty', ...GUARDED], AMOUNT), baseline);
  show('So many times an empty handler', first);
  const suspects = [...new Set(first.filter(({ slower }) => slower).map(({ contender }) => contender))];
  if (suspects.length === 0) return;
  const again = compare(await measureOnly(['empty', ...suspects], AMOUNT), baseline);
  show('Measured once more', again);
  const slower = again.filter(
    (one) => one.slower && first.some((other) => other.figure === one.figure && other.slower),
  );
  for (const { figure } of slower)
    console.error(`More than 10 % slower than bench/baseline.json: ${figure}.`);
  if (slower.length === 0) return;
  console.error('Make it faster, or accept it: npm run bench writes the baseline anew.');
  process.exitCode = 1;
}

function show(title: string, found: readonly Comparison[]): void {
  const rows = found.map(({ figure, before, now, slower }) => [
    figure,
    before === undefined ? 'new' : times(before),
    timesBetween(now),
    slower ? 'SLOWER' : '',
  ]);
  console.log(`${textTable({ title, head: ['', 'before', 'now', ''], rows })}\n`);
}

await main();
