import type { Deps } from '../deps.ts';
import type { Occurrence } from '../domain/decision.ts';
import { incidentKey } from '../domain/incident.ts';
import type { Playbook } from '../domain/playbook.ts';
import { incidentRef, staleMarks, standing } from '../triage/standing.ts';
import { A_DAY_OF_TRIES, type Run, retry } from './run.ts';

/** Count or answer what other incidents are to deal with, by the same rule as triage. A repeat changes nothing. */
export async function passOn(run: Run, round: number, occurrences: readonly Occurrence[]): Promise<void> {
  if (occurrences.length === 0) return;
  const hand = async () => {
    for (const one of occurrences) await handOver(run, one);
  };
  await run.durable.step(`pass-on-${round}`, hand, { retryStrategy: retry(A_DAY_OF_TRIES, 2, 3600) });
}

interface Handing {
  readonly playbook: Pick<Playbook, 'id'>;
  readonly deps: Pick<Deps, 'ledger' | 'startResponse' | 'clock' | 'log'>;
}

/** What is no news makes room for what is: it may be handed on every few minutes for days. */
export async function handOver({ playbook, deps }: Handing, triage: Occurrence): Promise<void> {
  const key = incidentKey(playbook.id, triage.target);
  const record = await deps.ledger.mark(key, [triage.mark]);
  const stand = standing(record, triage, deps.clock());
  deps.log.info(`passed on: ${stand.type}`, { incident: key, reason: stand.reason });
  if (stand.type !== 'open') return deps.ledger.prune(key, staleMarks(record, deps.clock()));
  const failure = { recordId: triage.mark.id, playbook: playbook.id, key, triage };
  await deps.startResponse(incidentRef(failure, record.generation + 1, deps.clock()));
}
