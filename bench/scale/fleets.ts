import type { Acted } from '../acted/index.ts';
import { FAR_MS } from '../aws.ts';
import type { BatchRuns } from '../batches.ts';
import type { Measured } from '../measure.ts';
import type { LedgerUnits } from './ledger-units.ts';
import type { Priced } from './prices.ts';

/** How a fleet's failures arrive: the larger it is, the fuller the batches. */
export interface Fleet {
  readonly services: number;
  /** Events that one invocation takes. */
  readonly batch: number;
  /** Failures of one service in a batch, which share one write. */
  readonly perWrite: number;
}

export const FLEETS: readonly Fleet[] = [
  { services: 10, batch: 1, perWrite: 1 },
  { services: 1_000, batch: 10, perWrite: 1 },
  { services: 100_000, batch: 100, perWrite: 4 },
];

/** Assumed: so many events that pass the rules belong to one incident. */
export const EVENTS_PER_INCIDENT = 100;
/** The functions' memory, and the share of a core that comes with it. https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const MEMORY_GB = 0.25;
export const CORE_SHARE = 256 / 1769;
/** Lambda polls SQS for at most ten messages at a time, and deletes them likewise. */
const SQS_BATCH = 10;
const MILLION = 1_000_000;
const GB = 2 ** 30;

export type Amounts = Readonly<Record<Priced, number>>;

/** What a million events of a fleet use, all of them failures that count, with the incidents they open. */
export function perMillion(fleet: Fleet, measured: Measured, units: LedgerUnits): Amounts {
  const incidents = MILLION / EVENTS_PER_INCIDENT;
  const invocations = MILLION / fleet.batch;
  const incident = responseOf(measured);
  const triage = triageOf(fleet, measured);
  const writes = MILLION / fleet.perWrite;
  return {
    sqs: MILLION + (2 * MILLION) / Math.min(fleet.batch, SQS_BATCH),
    invocations: invocations + incidents * incident.invocations,
    compute: MEMORY_GB * (invocations * triage.seconds + incidents * incident.seconds),
    durable: incidents * incident.checkpoints,
    written: writes * (units.incident.get(EVENTS_PER_INCIDENT / 10) ?? 1) + incidents * incident.written,
    read: incidents * incident.read,
    logs: (MILLION * triage.logged + incidents * incident.invocations * incident.logged) / GB,
  };
}

/** One invocation of triage: seconds that are billed, and bytes of log per event. */
export function triageOf(fleet: Fleet, { batches, warm }: Measured): { seconds: number; logged: number } {
  const run = batches.find((one) => isLike(one, fleet));
  const cpu = run ? run.cpuPerEvent * fleet.batch : (warm.get('counted')?.cpu ?? Number.NaN);
  const logged = run?.loggedPerEvent ?? warm.get('counted')?.logged ?? Number.NaN;
  return { seconds: (cpu / CORE_SHARE + FAR_MS) / 1000, logged };
}

function isLike({ title, size }: BatchRuns, { batch, perWrite }: Fleet): boolean {
  return size === batch && title === `failures of ${Math.ceil(batch / perWrite)} services`;
}

/** One incident that is acted on, from its opening on: the dearest of those that are played. */
function responseOf({ acted, warm }: Measured) {
  const most = (figure: (one: Acted) => number) => Math.max(...acted.map(figure));
  const { cpu = Number.NaN, logged = Number.NaN } = warm.get('respond') ?? {};
  const invocations = most((one) => one.invocations);
  return {
    invocations,
    checkpoints: most((one) => one.checkpoints),
    written: most((one) => one.units.written - one.counted),
    read: most((one) => one.units.read),
    seconds: (invocations * cpu) / CORE_SHARE / 1000,
    logged,
  };
}
