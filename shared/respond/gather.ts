import type { GuardFacts } from '../domain/guard.ts';
import type { StayOffer } from '../domain/hours.ts';
import type { IncidentRecord } from '../domain/incident.ts';
import type { Evidence } from '../domain/playbook.ts';
import type { Reads } from '../domain/reads.ts';
import { type FleetTarget, isFleetTarget } from '../domain/target.ts';
import { fleetKey } from './claim.ts';
import { readLog } from './log-tail.ts';
import { readOnce } from './read-once.ts';
import { lease, type RoundState, type Run, retry, sentence, situated } from './run.ts';

/** Everything that a round is decided on, read at one moment and checkpointed. */
export interface Round {
  readonly type: 'complete';
  readonly facts: unknown;
  readonly evidence: Evidence;
  readonly logTail: readonly string[];
  readonly guard: GuardFacts;
  /** Ids of the failures that this round knows of: they are dealt with when the incident closes. */
  readonly seen: readonly string[];
  /** What the incident is about, as its marks say it. */
  readonly group: string;
  /** For the next incident of this key. */
  readonly remember?: string | undefined;
  /** A schedule that people may keep awake. */
  readonly stay?: StayOffer | undefined;
  readonly budgetUsed: number;
}

export type GatheredRound =
  | Round
  | { readonly type: 'partial'; readonly reason: string }
  /** Another execution has the incident. */
  | { readonly type: 'taken' };

/** Read the world. What cannot be read wholly is not decided on. */
export async function gatherRound(run: Run, round: number, state: RoundState): Promise<GatheredRound> {
  const { durable, deps } = run;
  try {
    const read = await durable.step(`gather-${round}`, () => readRound(run, state), {
      retryStrategy: retry(3, 5),
    });
    return read === 'taken' ? { type: 'taken' } : { ...read, guard: { ...read.guard, config: deps.config } };
  } catch (error) {
    return { type: 'partial', reason: `not everything could be read: ${sentence(error)}` };
  }
}

type CheckpointedRound = Omit<Round, 'guard'> & { readonly guard: Omit<GuardFacts, 'config'> };

async function readRound(
  run: Run,
  { attempts, facts: before, dealt }: RoundState,
): Promise<CheckpointedRound | 'taken'> {
  const { ref, owner, response, settings, deps } = run;
  const now = deps.clock();
  const found = await deps.ledger.renew(ref, owner, lease(now));
  if (!found) return 'taken';
  // It is written with the close; until then each round leaves it to the next.
  const record = dealt?.remember === undefined ? found : { ...found, remembered: dealt.remember };
  const reads = readOnce(deps.reads);
  const { facts, evidence, tags, group, seen, remember, stay } = await response.gather(
    { incident: ref, record, attempts, now, before, ...situated(run) },
    reads,
    settings,
  );
  const { remembered: _, ...asked } = record;
  const guard = {
    now,
    incident: ref,
    record: { ...asked, marks: [] },
    tags,
    ...(await readGuard(run, reads, now)),
  };
  const logTail = await readLog(evidence, { reads, log: deps.log });
  const budgetUsed = actsToday(record, now);
  return { type: 'complete', facts, evidence, logTail, guard, seen, group, remember, stay, budgetUsed };
}

async function readGuard({ ref, deps }: Run, reads: Reads, now: number) {
  const { target } = ref;
  const [fleet, killSwitch, actionsThisHour] = await Promise.all([
    isFleetTarget(target) ? readFleet(target, deps, reads, now) : NO_FLEET,
    deps.killSwitch(),
    deps.ledger.spent(`${target.account}/${target.region}`, now),
  ]);
  return { ...fleet, killSwitch, actionsThisHour };
}

/** What lies in no cluster has no neighbours that could fail with it. */
const NO_FLEET = { failingServices: 0, activeServices: 0 };

async function readFleet(target: FleetTarget, { config, ledger }: Run['deps'], reads: Reads, now: number) {
  const since = new Date(now - config.fleet.windowMinutes * 60_000).toISOString();
  const [fleet, cluster] = await Promise.all([
    ledger.read(fleetKey(target)),
    reads.cluster(target.clusterArn),
  ]);
  const failing = new Set(fleet?.marks.filter((mark) => mark.at >= since).map((mark) => mark.group));
  return {
    failingServices: failing.size,
    /** -1: unknown, which a guardrail denies. */
    activeServices: cluster?.activeServices ?? -1,
  };
}

function actsToday({ acts }: IncidentRecord, now: number): number {
  const dayAgo = new Date(now - 24 * 3600 * 1000).toISOString();
  return acts.filter((act) => act.at >= dayAgo).length;
}
