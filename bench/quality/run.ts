import type { Contender } from './contenders.ts';
import { type LoadKind, type SeededLoad, sampled } from './loads.ts';
import { type History, live } from './plant.ts';
import { MESSAGES_PER_SECOND, TARGET } from './rules.ts';
import { type Score, scoreOf } from './score.ts';

/** Everybody's scores on one kind of load: by contender, one for each seed. */
export type Scores = ReadonlyMap<string, readonly Score[]>;

export interface Trial {
  readonly kind: LoadKind;
  readonly contenders: readonly Contender[];
  readonly seeds: readonly number[];
}

/** Let everybody live through the same loads. */
export function tryAll({ kind, contenders, seeds }: Trial): Scores {
  const found = new Map<string, Score[]>(contenders.map(({ id }) => [id, []]));
  for (const seed of seeds) {
    const made = kind.make(seed);
    const load = sampled(made.noisy, kind.hours);
    for (const contender of contenders) {
      const history = lived(contender, made, load, seed);
      found.get(contender.id)?.push(scoreOf(history, load, made, shareOf(contender)));
    }
  }
  return found;
}

/** One contender under one load. */
export function lived(contender: Contender, made: SeededLoad, load: Float64Array, seed: number): History {
  const { followed, metrics, make } = contender;
  const tasks = Math.ceil(made.clean(0) / shareOf(contender));
  const options = { seed, load, tasks, followed, messagesPerSecond: MESSAGES_PER_SECOND, metrics };
  return live(options, make(seed));
}

/** How busy a task may be: workers of a queue all of the time. */
function shareOf({ followed }: Contender): number {
  return followed === 'cpu' ? TARGET / 100 : 1;
}
