import type { Config } from '../../shared/domain/config.ts';
import type { Triage } from '../../shared/domain/decision.ts';
import type { Playbook } from '../../shared/domain/playbook.ts';
import type { Reads } from '../../shared/domain/reads.ts';
import type { Signal } from '../../shared/domain/signal.ts';
import { PLAYBOOKS } from '../../shared/playbooks/index.ts';
import { parseSignal } from '../../shared/signals/index.ts';
import { causeOfSignal } from '../../shared/triage/ecs.ts';
import { triageSignal } from '../../shared/triage/listen.ts';
import { triageDoorOf } from '../domains.ts';
import { answerTo, type Case } from './answer.ts';
import { assumptionsOf } from './assumptions.ts';
import type { EventHead, Explanation, PlaybookResult } from './explanation.ts';
import { fleetFromEvent } from './fleet-from-event.ts';
import { fleetFromSchedules } from './fleet-from-schedules.ts';
import { span } from './span.ts';

type Counting = Extract<Triage, { type: 'count' }>;

/**
 * One raw event through the whole pipeline, against a fleet that is made up from the event itself. Its account
 * and region are taken for home. Throws MalformedEventError for a malformed event of a known type.
 */
export async function explainEvent(
  event: unknown,
  config: Config,
  playbooks: readonly Playbook[] = PLAYBOOKS,
): Promise<Explanation> {
  const parsed = parseSignal(event);
  const head = headOf(event);
  if (parsed.type === 'unknown') {
    return { event: head, door: null, signal: null, cause: null, results: [], reason: parsed.reason };
  }
  const { signal } = parsed;
  const door = triageDoorOf(parsed);
  const cause = causeOfSignal(signal);
  const home = { account: signal.account, region: signal.region, config };
  const reads = { ...fleetFromEvent(signal), ...fleetFromSchedules(signal, config) };
  const results: PlaybookResult[] = [];
  for (const playbook of playbooks) {
    const [heeded] = triageSignal(signal, cause, home, [playbook]);
    if (heeded) results.push(await resultOf(playbook, heeded.triage, signal, config, reads));
  }
  const asked = results.some((result) => result.triage !== 'ignore');
  return { event: head, door, signal, cause, results, ...(asked && { assumed: assumptionsOf(signal) }) };
}

async function resultOf(
  playbook: Playbook,
  triage: Triage,
  signal: Signal,
  config: Config,
  reads: Reads,
): Promise<PlaybookResult> {
  const base = { playbook: playbook.id, triage: triage.type };
  if (triage.type === 'ignore') return { ...base, decision: 'nothing', reason: triage.reason, actions: [] };
  const now = Date.parse(signal.occurredAt);
  const one: Case = { playbook, triage, marks: [triage.mark], config, reads, now };
  if (triage.type === 'respond') return { ...base, ...(await answerTo(one)) };

  const failures = triage.threshold;
  const atThreshold = { failures, ...(await answerTo({ ...one, marks: repeated(triage) })) };
  return { ...base, decision: 'nothing', reason: countReason(triage), actions: [], atThreshold };
}

/** The same failure as often as it takes: other ids at the same moment, the event's own the newest. */
function repeated({ mark, threshold }: Counting): Case['marks'] {
  const earlier = Array.from({ length: threshold - 1 }, (_, index) => ({
    ...mark,
    id: `${mark.id}-${index + 1}`,
  }));
  return [...earlier, mark];
}

function countReason({ threshold, windowSeconds, reason }: Counting): string {
  return `failure 1 of ${threshold} within ${span(windowSeconds)}: ${reason}`;
}

function headOf(event: unknown): EventHead {
  const fields = new Map(typeof event === 'object' && event !== null ? Object.entries(event) : []);
  const text = (key: string): string | null => {
    const value: unknown = fields.get(key);
    return typeof value === 'string' ? value : null;
  };
  return { id: text('id'), source: text('source'), detailType: text('detail-type') };
}
