import type { Ledger } from '../deps.ts';
import type { Approval, ApprovalAnswer } from '../domain/incident.ts';
import type { AnswerClaim, ButtonClaim } from '../notify/button-value.ts';
import { CLICK } from '../notify/click-words.ts';
import { utc } from '../notify/format.ts';
import { mention } from '../notify/mrkdwn.ts';

/** What a click comes to. `say` is for the person alone; nothing was written then. */
export type ClickDecision =
  | { readonly type: 'counts'; readonly approval: Approval; readonly answer: ApprovalAnswer }
  | Refused;
export type Refused = { readonly type: 'refused'; readonly why: string; readonly say: string };

const ANSWER = { approve: 'approved', deny: 'denied', snooze: 'snoozed', undo: 'undone' } as const;

/**
 * Hold a genuine button against what the ledger knows, and write the answer down if it is the first. The same
 * person's same answer counts again, so that a hand-over that failed can be repeated. `now` in milliseconds.
 */
export async function decideClick(
  claim: AnswerClaim,
  user: string,
  ledger: Pick<Ledger, 'read' | 'answer'>,
  now: number,
): Promise<ClickDecision> {
  const approval = (await ledger.read(claim.key))?.approval;
  const problem = problemWith(claim, approval, user, now);
  if (problem !== undefined) return problem;
  const answer = { type: ANSWER[claim.action], by: user, at: new Date(now).toISOString() };
  const recorded = await ledger.answer(claim.key, claim.planHash, answer);
  const counts = recorded?.answer;
  if (recorded === undefined || recorded.planHash !== claim.planHash)
    return refused('plan changed', CLICK.changed);
  if (counts === undefined) return refused('gone', CLICK.gone);
  if (counts.by !== user || counts.type !== answer.type) return late(counts);
  return { type: 'counts', approval: recorded, answer: counts };
}

/** Who may answer comes first: what became of a question is nobody else's business. */
export function problemWith(
  claim: ButtonClaim,
  approval: Approval | undefined,
  user: string,
  now: number,
): Refused | undefined {
  if (approval === undefined) return refused('gone', CLICK.gone);
  if (!approval.approvers.includes(user)) return refused('not an approver', CLICK.notApprover);
  if (approval.planHash !== claim.planHash) return refused('plan changed', CLICK.changed);
  if (isOver(claim, approval, now)) return refused('expired', CLICK.expired);
  return undefined;
}

/** An unreadable expiry counts as over. */
function isOver(claim: ButtonClaim, { expiresAt }: Approval, now: number): boolean {
  return !(now < claim.expires * 1_000 && now < Date.parse(expiresAt));
}

function late(counts: ApprovalAnswer): Refused {
  return refused('late', CLICK.late(CLICK.answered[counts.type], mention(counts.by)));
}

export function refused(why: string, say: string): Refused {
  return { type: 'refused', why, say };
}

/** "Working… approved by @ana at 10:09 UTC". */
export function workingWords({ type, by, at }: ApprovalAnswer): string {
  return CLICK.working(mention(by), CLICK.answered[type], utc(at, at));
}
