import type { Log } from '../../shared/deps.ts';
import type { Check, Outcome } from '../../shared/domain/decision.ts';
import type { Telling } from './telling.ts';

type Fields = Readonly<Record<string, unknown>>;
type Hear = (fields: Fields, telling: Telling) => void;

/** What the product's own log lines say, as turns of the story. Lines that are not listed are not told. */
const HEARD: Readonly<Record<string, Hear>> = {
  ignored,
  'triage: open': (fields, telling) => triaged('open', fields, telling),
  'triage: counting': (fields, telling) => triaged('counting', fields, telling),
  'incident claimed': (_fields, { chapter }) => chapter().countIncident(),
  'incident closed': closed,
  watched,
};

/** A log that listens instead of writing. */
export function listeningLog(telling: Telling): Log {
  const listen = (message: string, fields: Fields = {}) => HEARD[message]?.(fields, telling);
  return { debug: listen, info: listen, warn: listen, error: listen };
}

/** Why normal life is left alone. */
function ignored({ signalId, playbook, reason }: Fields, { tell, chapter }: Telling): void {
  if (!chapter().isNormalLife(String(signalId))) return;
  tell({ step: 'triage', triage: 'ignored', playbook: String(playbook), reason: String(reason) });
}

/** The first failure that counts, and what opens each incident. */
function triaged(triage: 'counting' | 'open', fields: Fields, { tell, chapter }: Telling): void {
  const key = String(fields.incident);
  if (!chapter().first(triage === 'open' ? `open ${key}` : 'counting')) return;
  const target = key.slice(key.lastIndexOf('/') + 1);
  tell({ step: 'triage', triage, playbook: String(fields.playbook), target, reason: String(fields.reason) });
}

/** Incidents that one message for the whole cluster stands for end in silence: the first speaks for all. */
function closed({ incidentId, outcome }: Fields, { tell, chapter }: Telling): void {
  const { type, reason, ...more } = outcome as Outcome;
  chapter().countOutcome(type);
  const silent = 'by' in more && more.by === 'fleet-wide-failure';
  if (silent && chapter().first('fleet-wide outcome')) {
    tell({ step: 'outcome', outcome: type, reason }, String(incidentId));
  }
}

function watched({ incidentId, watch, check }: Fields, { tell }: Telling): void {
  const { type: result, reason } = check as Check;
  const which = String(watch).startsWith('hold') ? 'hold' : 'verify';
  tell({ step: 'verification', watch: which, result, reason }, String(incidentId));
}
