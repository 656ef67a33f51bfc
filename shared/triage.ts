import type { Deps } from './deps.ts';
import type { IncidentRecord } from './domain/incident.ts';
import type { TriageDomain } from './triage/domain.ts';
import { type Failure, groupFailures } from './triage/group.ts';
import { listen } from './triage/listen.ts';
import { incidentRef, staleMarks, standing } from './triage/standing.ts';

/** One message of the queue: `body` is the EventBridge event as JSON. */
export interface QueueRecord {
  readonly id: string;
  readonly body: string;
}

export type TriageDeps = Pick<
  Deps,
  'account' | 'region' | 'config' | 'clock' | 'log' | 'measure' | 'ledger' | 'startResponse'
>;

/**
 * Targets that one batch works on at the same time. More would not help: a connection each is opened and signed
 * for with a seventh of a core, and ten instances may run beside each other.
 */
const AT_ONCE = 8;

/**
 * Milliseconds after which no further target is begun: one that has been begun may wait 7 s for the ledger and 16 s
 * for the response's start, and all must end within the function's 30 s.
 */
const PATIENCE = 5_000;

/**
 * The fast path: raw events -> signals -> failures that count -> incidents. Gives the ids of the records that
 * must be delivered again; after that many tries the queue hands them to its dead-letter queue.
 */
export async function triageBatch(
  records: readonly QueueRecord[],
  domain: TriageDomain,
  deps: TriageDeps,
): Promise<string[]> {
  const failed: string[] = [];
  const failures: Failure[] = [];
  for (const record of records) {
    const heard = listen(record, domain, deps);
    if (heard.type === 'malformed') failed.push(record.id);
    else failures.push(...heard.failures);
  }
  failed.push(...(await countAll(groupFailures(failures), deps)));
  return [...new Set(failed)];
}

/**
 * Several targets at once, as most of the time goes by waiting for the ledger. All failures of one target are in
 * one group, so what happens to an incident keeps its order. Gives the ids of the records that failed.
 */
async function countAll(
  groups: readonly (readonly Failure[])[],
  deps: TriageDeps,
): Promise<readonly string[]> {
  const failed: string[] = [];
  const until = deps.clock() + PATIENCE;
  const waiting = groups.values();
  const work = async () => {
    for (const group of waiting) {
      const ok = deps.clock() < until ? await countAndRespond(group, deps) : giveBack(group, deps);
      if (!ok) failed.push(...group.map((failure) => failure.recordId));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failed;
}

/** All failures of one target in this batch: one write, and one response when it is time. */
async function countAndRespond(group: readonly Failure[], deps: TriageDeps): Promise<boolean> {
  const decisive = group.find((failure) => failure.triage.type === 'respond') ?? group[0];
  if (!decisive) return true;
  const { key, triage, playbook } = decisive;
  try {
    const record = await deps.ledger.mark(
      key,
      group.map((failure) => failure.triage.mark),
    );
    const stand = standing(record, triage, deps.clock());
    const fields = { incident: key, playbook, failures: group.length, reason: stand.reason };
    deps.log.info(`triage: ${stand.type}`, fields);
    if (stand.type === 'open') await open(decisive, record, deps);
    else await deps.ledger.prune(key, staleMarks(record, deps.clock()));
    return true;
  } catch (error) {
    deps.log.error('triage failed; the events will be delivered again', { incident: key, playbook, error });
    return false;
  }
}

/** A function that is cut off gives back everything, also what is done. */
function giveBack([first]: readonly Failure[], { log }: TriageDeps): false {
  log.warn('triage takes too long; the events will be delivered again', { incident: first?.key });
  return false;
}

async function open(failure: Failure, record: IncidentRecord, deps: TriageDeps): Promise<void> {
  await deps.startResponse(incidentRef(failure, record.generation + 1, deps.clock()));
  deps.measure('incidents', 1, { playbook: failure.playbook });
}
