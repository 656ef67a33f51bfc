import type { Contender, ContenderId } from './contenders.ts';
import { rotated } from './statistics.ts';

/** Milliseconds of every start of one contender, in the order of the rounds. */
export interface ColdStarts {
  /** From spawning the process to its first request for an event. */
  readonly init: number[];
  /** The first invocation. */
  readonly first: number[];
  /** Both together: what the first event waits for. */
  readonly cold: number[];
  /** Of a core, until the first answer. */
  readonly cpu: number[];
}

/** Start every contender once a round, one after the other, and hand it its first event. */
export async function coldStarts(
  all: readonly Contender[],
  rounds: number,
): Promise<ReadonlyMap<ContenderId, ColdStarts>> {
  const found = new Map(all.map(({ id }): [ContenderId, ColdStarts] => [id, noStarts()]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of rotated(all, round)) {
      const starts = found.get(contender.id);
      if (starts) await startOnce(contender, starts);
    }
  }
  return found;
}

async function startOnce({ start, event }: Contender, { init, first, cold, cpu }: ColdStarts): Promise<void> {
  const sandbox = await start();
  const { milliseconds } = await sandbox.invoke(event());
  cpu.push(await sandbox.cpu());
  await sandbox.close();
  init.push(sandbox.init);
  first.push(milliseconds);
  cold.push(sandbox.init + milliseconds);
}

function noStarts(): ColdStarts {
  return { init: [], first: [], cold: [], cpu: [] };
}
