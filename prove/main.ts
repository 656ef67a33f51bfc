import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { page } from './page.ts';
import { GAPS, ROWS } from './rows/index.ts';
import { type Proven, proveAll } from './run.ts';
import { SEED } from './seed.ts';
import { table } from './table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, seed: { type: 'string', default: String(SEED) } },
});

/** Each row as it ends, then the table; the page only for all rows in full. 1 when a promise was broken. */
async function main(): Promise<number> {
  const unknown = positionals.filter((id) => !ROWS.some((row) => row.id === id));
  if (unknown.length > 0) {
    console.error(`There is no row ${unknown.join(', ')} to prove: ${ROWS.map(({ id }) => id).join(' ')}.`);
    return 2;
  }
  const rows = positionals.length === 0 ? ROWS : ROWS.filter(({ id }) => positionals.includes(id));
  const seed = Number(values.seed);
  const start = performance.now();
  const proven = await proveAll(rows, { seed, size: values.quick ? 'quick' : 'many' }, tell);
  const all = rows === ROWS;
  console.log(`\n${table(proven, all ? GAPS : [])}`);
  if (all && !values.quick) {
    const seconds = (performance.now() - start) / 1000;
    writeFileSync('docs/proof.md', page(proven, GAPS, { seed, date: new Date(), seconds }));
  }
  const broken = proven.filter(({ finding }) => finding.violations.length > 0);
  console.log(`\n${proven.length - broken.length} passed, ${broken.length} failed`);
  return broken.length === 0 ? 0 : 1;
}

function tell({ row, finding, seconds }: Proven): void {
  const { count, of, violations } = finding;
  const ended = violations.length === 0 ? 'holds' : 'BROKEN';
  console.log(
    `${row.id.padEnd(4)} ${ended}: ${row.promise} (${count.toLocaleString('en')} ${of}, ${seconds.toFixed(1)} s)`,
  );
  for (const violation of violations) console.log(`     ${violation}`);
}

process.exitCode = await main();
