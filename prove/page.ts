import { cpus } from 'node:os';
import type { Gap } from './row.ts';
import type { Proven } from './run.ts';
import { table } from './table.ts';

export interface Run {
  readonly seed: number;
  readonly date: Date;
  readonly seconds: number;
}

/** `docs/proof.md`. */
export function page(proven: readonly Proven[], gaps: readonly Gap[], run: Run): string {
  const violations = proven.reduce((sum, { finding }) => sum + finding.violations.length, 0);
  return `# Proof

What Watchkeeper promises, and how hard it was tried to break it. \`npm run prove\` measures and writes this page;
\`npm test\` tries the same but R8 with fewer runs, \`npm run prove -- --quick\` in two or three minutes.

Measured on ${run.date.toISOString().slice(0, 10)}, Node ${process.version}, ${machine()}, seed ${run.seed}: ${violations === 0 ? 'no violation' : `${violations} violations`} in ${Math.round(run.seconds)} s.

${table(proven, gaps)}

The code under test is the code that is deployed, with real AWS SDK clients. AWS and Slack are simulated in the same
process, and time with them, so the figures say nothing of how long AWS takes. The same seed tries the same things:
\`npm run prove -- --seed 7\` tries others, \`npm run prove -- R4 R9\` proves single rows and writes nothing.
`;
}

function machine(): string {
  const all = cpus();
  return `${all.length} cores of ${all[0]?.model ?? 'an unknown CPU'}`;
}
