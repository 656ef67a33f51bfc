import type { LocalAws } from './aws.ts';
import type { Contender } from './contenders.ts';
import { batch } from './events.ts';
import { scaledIn, serviceFailure } from './samples.ts';
import { rotated } from './statistics.ts';

/** One kind of batch through one instance of triage. */
export interface BatchRuns {
  readonly title: string;
  readonly size: number;
  /** Per batch. */
  readonly milliseconds: readonly number[];
  readonly callsPerEvent: number;
  /** Milliseconds of a core per event. */
  readonly cpuPerEvent: number;
  /** Bytes of log per event. */
  readonly loggedPerEvent: number;
}

interface Kind {
  readonly title: string;
  readonly size: number;
  bodies(run: number): readonly string[];
}

/** So many failures of one service in a batch of 100: one short of an incident, so that only counting is measured. */
const PER_SERVICE = 4;

/** Batches of 10 and of 100 events, by turns, through one process; `where` goes behind their titles. */
export async function batchRuns(
  triage: Contender,
  aws: LocalAws,
  rounds: number,
  where = '',
): Promise<readonly BatchRuns[]> {
  const sandbox = await triage.start();
  const runs = [10, 100]
    .flatMap((size) => [ignored(size), counted(size, 1), counted(size, PER_SERVICE)])
    .map((kind) => ({ kind, milliseconds: [] as number[], calls: 0, cpu: 0, logged: 0 }));
  for (let round = -3; round < rounds; round += 1) {
    for (const one of rotated(runs, round + 3)) {
      const before = aws.calls();
      const cpuBefore = await sandbox.cpu();
      const loggedBefore = sandbox.logged();
      const { body, milliseconds } = await sandbox.invoke(batch(one.kind.bodies(round)));
      if (body !== '{"batchItemFailures":[]}') throw new Error(`triage gave events back: ${body}`);
      if (round < 0) continue;
      one.milliseconds.push(milliseconds);
      one.calls += aws.calls() - before;
      one.cpu += (await sandbox.cpu()) - cpuBefore;
      one.logged += sandbox.logged() - loggedBefore;
    }
  }
  await sandbox.close();
  return runs.map(({ kind: { title, size }, milliseconds, calls, cpu, logged }) => ({
    title: `${title}${where}`,
    size,
    milliseconds,
    callsPerEvent: calls / (rounds * size),
    cpuPerEvent: cpu / (rounds * size),
    loggedPerEvent: logged / (rounds * size),
  }));
}

function ignored(size: number): Kind {
  return { title: 'all ignored', size, bodies: () => Array.from({ length: size }, scaledIn) };
}

function counted(size: number, perService: number): Kind {
  const now = Date.now();
  const begun = Math.round(performance.now());
  const services = Math.ceil(size / perService);
  return {
    title: `failures of ${services} services`,
    size,
    bodies: (run) =>
      Array.from({ length: size }, (_, index) =>
        serviceFailure(`batch-${begun}-${size}-${perService}-${run}-${index % services}`, index, now),
      ),
  };
}
