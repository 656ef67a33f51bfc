import { writeFileSync } from 'node:fs';
import { CPU_CONTENDERS, QUEUE_CONTENDERS } from './contenders.ts';
import { LOADS, QUEUE_LOADS, sampled } from './loads.ts';
import { qualityPage, type Tried } from './page.ts';
import { qualityPlot } from './plot.ts';
import { TARGET } from './rules.ts';
import { lived, tryAll } from './run.ts';

/** Compares how well Watchkeeper and target tracking scale, and writes docs/control-quality.md and its picture. */

/** The rules' numbers were chosen on others, up to 1,100. */
const SEEDS = Array.from({ length: 100 }, (_, index) => 2_001 + index);
/** The load of the picture: steps, of the first seed. */
const SHOWN = { kind: 'steps', seed: 2_001 };

const tried = (kinds: typeof LOADS, contenders: typeof CPU_CONTENDERS): Tried[] =>
  kinds.map((kind) => ({ kind, contenders, scores: tryAll({ kind, contenders, seeds: SEEDS }) }));

write(
  'control-quality.md',
  qualityPage(tried(LOADS, CPU_CONTENDERS), tried(QUEUE_LOADS, QUEUE_CONTENDERS), SEEDS),
);
write('control-quality.svg', picture());

function picture(): string {
  const kind = LOADS.find(({ id }) => id === SHOWN.kind);
  if (kind === undefined) throw new Error(`there is no load ${SHOWN.kind}`);
  const made = kind.make(SHOWN.seed);
  const load = sampled(made.noisy, kind.hours);
  const needed = [...load].map((one) => Math.ceil((one * 100) / TARGET));
  const panels = CPU_CONTENDERS.filter(({ id }) => ['tracking', 'target'].includes(id)).map((contender) => ({
    title: contender.title,
    needed,
    history: lived(contender, made, load, SHOWN.seed),
  }));
  return qualityPlot(`Steps of load at a target of ${TARGET} % CPU, seed ${SHOWN.seed}`, panels);
}

function write(name: string, text: string): void {
  writeFileSync(new URL(`../../docs/${name}`, import.meta.url), text);
  console.log(`Written: docs/${name}`);
}
