import type { Cause } from '../domain/cause.ts';
import type { Config } from '../domain/config.ts';
import type { Triage } from '../domain/decision.ts';
import { MalformedEventError } from '../domain/errors.ts';
import { incidentKey } from '../domain/incident.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Signal } from '../domain/signal.ts';
import { type Parsed, parseWith } from '../signals/index.ts';
import type { QueueRecord, TriageDeps } from '../triage.ts';
import type { TriageDomain } from './domain.ts';
import type { Failure } from './group.ts';

export type Heard =
  | { readonly type: 'heard'; readonly failures: readonly Failure[] }
  | { readonly type: 'malformed' };

/** One event -> what each playbook that hears it makes of it. */
export function listen(record: QueueRecord, domain: TriageDomain, deps: TriageDeps): Heard {
  const parsed = parseRecord(record, domain);
  if (parsed.type === 'malformed') {
    deps.log.error('malformed event', { recordId: record.id, reason: parsed.reason });
    return { type: 'malformed' };
  }
  if (parsed.type === 'unknown') {
    const { source, detailType, reason } = parsed;
    deps.log.info('unknown event', { source, detailType, reason });
    deps.measure('signals', 1, { kind: 'unknown' });
    return { type: 'heard', failures: [] };
  }
  deps.measure('signals', 1, { kind: parsed.signal.kind });
  return { type: 'heard', failures: hear(record.id, parsed.signal, domain, deps) };
}

function hear(recordId: string, signal: Signal, domain: TriageDomain, deps: TriageDeps): Failure[] {
  const failures: Failure[] = [];
  const heeded = triageSignal(signal, domain.causeOf(signal), deps, domain.playbooks);
  for (const { playbook, triage } of heeded) {
    if (triage.type === 'ignore') {
      deps.log.debug('ignored', { signalId: signal.id, playbook, reason: triage.reason });
    } else {
      failures.push({ recordId, playbook, key: incidentKey(playbook, triage.target), triage });
    }
  }
  return failures;
}

export interface Heeded {
  readonly playbook: string;
  readonly triage: Triage;
}

/** What each of these playbooks that hears this kind of signal makes of it: pure. */
export function triageSignal(
  signal: Signal,
  cause: Cause | null,
  home: { readonly account: string; readonly region: string; readonly config: Config },
  playbooks: readonly Playbook[],
): readonly Heeded[] {
  const hearers = playbooks.filter((playbook) => playbook.hears.includes(signal.kind));
  return hearers.map((playbook) => ({
    playbook: playbook.id,
    triage:
      foreign(signal, home) ??
      switchedOff(playbook.id, home.config) ??
      heed(playbook, signal, cause, home.config),
  }));
}

function heed(playbook: Playbook, signal: Signal, cause: Cause | null, config: Config): Triage {
  return playbook.triage(signal, cause, config.playbooks[playbook.id]?.settings, config.routes);
}

/** Events of other accounts and regions could name resources here; they are not ours to answer. */
function foreign(
  signal: Signal,
  home: { readonly account: string; readonly region: string },
): Triage | undefined {
  if (signal.account === home.account && signal.region === home.region) return undefined;
  const reason = `an event of account ${signal.account} in ${signal.region}; this is ${home.account} in ${home.region}`;
  return { type: 'ignore', reason };
}

/** A playbook that is off everywhere costs nothing; cluster and tag modes are for the guardrail to weigh. */
function switchedOff(id: string, config: Config): Triage | undefined {
  const off = config.playbooks[id]?.mode === 'off';
  return off ? { type: 'ignore', reason: `playbook ${id} is off in watchkeeper.yml` } : undefined;
}

type Broken = { readonly type: 'malformed'; readonly reason: string };

function parseRecord(record: QueueRecord, { parsers }: TriageDomain): Parsed | Broken {
  try {
    return parseWith(parsers, JSON.parse(record.body));
  } catch (error) {
    if (error instanceof MalformedEventError) return { type: 'malformed', reason: error.message };
    if (error instanceof SyntaxError) return { type: 'malformed', reason: `not JSON: ${error.message}` };
    throw error;
  }
}
