import type { Outcome } from '../domain/decision.ts';
import type { IncidentView } from '../domain/view.ts';
import { incidentId, standing } from '../triage/standing.ts';
import type { Ending } from './outcomes.ts';
import { A_DAY_OF_TRIES, type Dealt, type Next, type Run, retry } from './run.ts';
import { stayApproval, stayShown } from './stay.ts';
import type { Story } from './story.ts';

/**
 * Write the end down; let failures that came in too late to be dealt with open the next incident; then tell
 * it, which may take as long as Slack is down.
 */
export async function closeIncident(
  run: Run,
  story: Story,
  dealt: Dealt | undefined,
  outcome: Outcome,
  change: Partial<IncidentView> = {},
  told: 'tell' | 'silent' = 'tell',
): Promise<Outcome> {
  const { durable } = run;
  const retryStrategy = retry(A_DAY_OF_TRIES, 2, 3600);
  const reopens = await durable.step('close', () => writeEnd(run, dealt, outcome, change.fixedAt), {
    retryStrategy,
  });
  if (reopens) await durable.step('reopen', () => reopen(run), { retryStrategy });
  const shown = { ...change, ...stayShown(run, dealt?.stay) };
  if (told === 'tell') await story.tell('end', { ...shown, phase: 'closed', outcome }, A_DAY_OF_TRIES);
  return outcome;
}

/** The last round's answer: close the incident with this ending. */
export async function end(
  run: Run,
  story: Story,
  dealt: Dealt | undefined,
  [outcome, change]: Ending,
  told: 'tell' | 'silent' = 'tell',
): Promise<Next> {
  return { type: 'end', outcome: await closeIncident(run, story, dealt, outcome, change, told) };
}

/** Says whether failures that came in too late are reason enough for the next incident. */
async function writeEnd(
  run: Run,
  dealt: Dealt | undefined,
  outcome: Outcome,
  fixedAt: string | undefined,
): Promise<boolean> {
  const { ref, owner, deps } = run;
  const now = deps.clock();
  const quiet = quietSeconds(run, outcome);
  const group = dealt?.group ?? (await deps.ledger.read(ref.key))?.marks.at(-1)?.group ?? '';
  const record = await deps.ledger.close(ref, owner, {
    at: new Date(now).toISOString(),
    seen: dealt?.seen ?? [],
    remember: dealt?.remember,
    offer: stayApproval(run, dealt?.stay),
    ...(quiet !== undefined && { quiet: { group, until: new Date(now + quiet * 1000).toISOString() } }),
  });
  measureEnd(run, outcome, fixedAt);
  deps.log.info('incident closed', { incidentId: ref.id, incident: ref.key, outcome });
  return record.marks.length > 0 && standing(record, ref.trigger, now).type === 'open';
}

/** What stopped us for now, such as a budget, a read that failed or a night without an answer. */
const PASSING: readonly string[] = ['read-failed', 'action-failed', 'changed-meanwhile', 'approval-expired'];
/** That is looked at again after the cooldown, and after an hour at the earliest: each time is a new message. */
const PASSING_SECONDS = 3600;

/** Whoever takes something back does not want it done again, as whoever said no before. */
const SAID_NO: Outcome = { type: 'failed', code: 'approval-denied', reason: 'a person took it back' };

function quietSeconds({ ref, playbook, settings, deps }: Run, outcome: Outcome): number | undefined {
  const passing = outcome.type === 'refused' || (outcome.type === 'failed' && PASSING.includes(outcome.code));
  if (!passing)
    return playbook.quietSeconds(outcome.type === 'undone' ? SAID_NO : outcome, settings, ref.target);
  return Math.max(PASSING_SECONDS, deps.config.cooldownMinutes * 60);
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
