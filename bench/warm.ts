import type { LocalAws } from './aws.ts';
import type { Contender, ContenderId } from './contenders.ts';
import { rotated } from './statistics.ts';

export interface WarmRuns {
  readonly milliseconds: readonly number[];
  /** Requests to AWS per event, counted where they arrive. */
  readonly calls: number;
  /** Milliseconds of a core per event. */
  readonly cpu: number;
  /** Bytes of log per event. */
  readonly logged: number;
  readonly peakMegabytes: number | undefined;
}

interface Running {
  readonly contender: Contender;
  readonly sandbox: Awaited<ReturnType<Contender['start']>>;
  readonly milliseconds: number[];
  calls: number;
  cpuBefore: number;
  loggedBefore: number;
}

/** So many rounds are thrown away: the code is compiled as it gets hot. */
const WARM_UP = 50;

/** Keep one instance of each contender and hand each one event a round. */
export async function warmRuns(
  all: readonly Contender[],
  aws: LocalAws,
  rounds: number,
): Promise<ReadonlyMap<ContenderId, WarmRuns>> {
  const running: Running[] = [];
  for (const contender of all) {
    running.push({
      contender,
      sandbox: await contender.start(),
      milliseconds: [],
      calls: 0,
      cpuBefore: 0,
      loggedBefore: 0,
    });
  }
  for (let round = -WARM_UP; round < rounds; round += 1) {
    if (round === 0) for (const one of running) await beginCounting(one);
    for (const one of rotated(running, round + WARM_UP)) await runOnce(one, aws, round >= 0);
  }
  const found = new Map<ContenderId, WarmRuns>();
  for (const { contender, sandbox, milliseconds, calls, cpuBefore, loggedBefore } of running) {
    const cpu = ((await sandbox.cpu()) - cpuBefore) / rounds;
    const logged = (sandbox.logged() - loggedBefore) / rounds;
    const peakMegabytes = await sandbox.peakMegabytes();
    found.set(contender.id, { milliseconds, calls: calls / rounds, cpu, logged, peakMegabytes });
    await sandbox.close();
  }
  return found;
}

async function beginCounting(one: Running): Promise<void> {
  one.cpuBefore = await one.sandbox.cpu();
  one.loggedBefore = one.sandbox.logged();
}

async function runOnce(one: Running, aws: LocalAws, counts: boolean): Promise<void> {
  const before = aws.calls();
  const { milliseconds } = await one.sandbox.invoke(one.contender.event());
  if (!counts) return;
  one.milliseconds.push(milliseconds);
  one.calls += aws.calls() - before;
}
