import type { Outcome } from '../domain/decision.ts';
import type { IncidentView } from '../domain/view.ts';
import { incidentId, standing } from '../triage/standing.ts';
import type { Round } from './gather.ts';
import { type Run, retry } from './run.ts';
import { type Story, TRIES_TO_END } from './story.ts';

/**
 * Write the end down; let failures that came in too late to be dealt with open the next incident; then tell
 * it, which may take as long as Slack is down.
 */
export async function closeIncident(
  run: Run,
  story: Story,
  round: Round | undefined,
  outcome: Outcome,
  change: Partial<IncidentView> = {},
  told: 'tell' | 'silent' = 'tell',
): Promise<Outcome> {
  const { durable } = run;
  const retryStrategy = retry(6, 2);
  const reopens = await durable.step('close', () => writeEnd(run, round, outcome, change.fixedAt), {
    retryStrategy,
  });
  if (reopens) await durable.step('reopen', () => reopen(run), { retryStrategy });
  if (told === 'tell') await story.tell('end', { ...change, phase: 'closed', outcome }, TRIES_TO_END);
  return outcome;
}

/** Says whether failures that came in too late are reason enough for the next incident. */
async function writeEnd(
  run: Run,
  round: Round | undefined,
  outcome: Outcome,
  fixedAt: string | undefined,
): Promise<boolean> {
  const { ref, deps } = run;
  const now = deps.clock();
  const quiet = quietSeconds(run, outcome);
  const marks = round?.seen ?? (await deps.ledger.read(ref.key))?.marks ?? [];
  const record = await deps.ledger.close(ref, ref.id, {
    at: new Date(now).toISOString(),
    seen: marks,
    handledGroup: round?.evidence.revision ?? marks.at(-1)?.group ?? '',
    ...(quiet !== undefined && { quietUntil: new Date(now + quiet * 1000).toISOString() }),
  });
  measureEnd(run, outcome, fixedAt);
  deps.log.info('incident closed', { incidentId: ref.id, incident: ref.key, outcome });
  return record.marks.length > 0 && standing(record, ref.trigger, now).type === 'open';
}

/** What stopped us for now, such as a budget or a read that failed, is looked at again after the cooldown. */
function quietSeconds({ playbook, settings, deps }: Run, outcome: Outcome): number | undefined {
  const passing = outcome.type === 'refused' || (outcome.type === 'failed' && outcome.code === 'read-failed');
  return passing ? deps.config.cooldownMinutes * 60 : playbook.quietSeconds(outcome, settings);
}

function measureEnd({ ref, deps }: Run, outcome: Outcome, fixedAt: string | undefined): void {
  deps.measure('outcomes', 1, { playbook: ref.playbook, outcome: outcome.type });
  if (outcome.type === 'refused') deps.measure('refusals', 1, { guardrail: outcome.by });
  if (fixedAt === undefined) return;
  const seconds = (Date.parse(fixedAt) - Date.parse(ref.openedAt)) / 1000;
  deps.measure('time-to-fix-seconds', seconds, { playbook: ref.playbook });
}

/** Triage may have opened it meanwhile: it is the same execution then. */
async function reopen({ ref, deps }: Run): Promise<void> {
  const generation = ref.generation + 1;
  const openedAt = new Date(deps.clock()).toISOString();
  await deps.startResponse({ ...ref, id: incidentId(ref.key, generation), generation, openedAt });
}
