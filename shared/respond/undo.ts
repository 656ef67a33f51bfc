import type { Attempt, Plan } from '../domain/decision.ts';
import type { ApprovalAnswer } from '../domain/incident.ts';
import { undoOf } from '../domain/undo.ts';
import type { PendingApproval } from '../domain/view.ts';
import { boundedPlan } from '../guardrails/bounded-plan.ts';
import { review } from '../guardrails/index.ts';
import { killSwitch } from '../guardrails/kill-switch.ts';
import { protectedResource } from '../guardrails/protected-resource.ts';
import { carryOut } from './act.ts';
import { end } from './close.ts';
import type { Round } from './gather.ts';
import { lease, type Next, type Run, retry } from './run.ts';
import type { Story } from './story.ts';

/** Looks are close to each other while somebody may ask: not for a watch that goes on for days. */
const LONGEST_OFFER = 3600;

/** A person asked for it: no cooldown, freeze or mode stands against putting things back as they were. */
const GUARDRAILS = [killSwitch, boundedPlan, protectedResource];

/**
 * While it is watched whether a plan works, an approver may take it back. The offer is written down, so that the
 * Slack door knows whose click counts; undefined where there is nobody to click, or nothing to take back.
 */
export async function offerUndo(
  { ref, owner, durable, deps }: Run,
  round: number,
  attempts: readonly Attempt[],
  { deadlineSeconds, holdSeconds }: Plan,
): Promise<PendingApproval | undefined> {
  const undo = undoOf(attempts);
  const { approvers } = deps.config;
  const seconds = Math.min(deadlineSeconds + holdSeconds, LONGEST_OFFER);
  if (undo === undefined || approvers.length === 0) return undefined;
  const { planHash } = undo;
  const offer = async () => {
    const expiresAt = new Date(deps.clock() + seconds * 1000).toISOString();
    await deps.ledger.ask(ref, owner, { planHash, expiresAt, approvers }, lease(deps.clock()));
    return expiresAt;
  };
  try {
    const expiresAt = await durable.step(`offer-undo-${round}`, offer, { retryStrategy: retry(3, 2) });
    return { planHash, expiresAt };
  } catch {
    // The command for it stands in the thread, and whether the plan works is the more urgent question.
    return undefined;
  }
}

/** Take back everything that this incident did, and leave the target to people. */
export async function undoAll(
  run: Run,
  story: Story,
  round: number,
  gathered: Round,
  attempts: readonly Attempt[],
  answer: ApprovalAnswer,
): Promise<Next> {
  const plan = planOf(attempts);
  const verdict = review(plan, gathered.guard, GUARDRAILS);
  if (verdict.type === 'deny') {
    const { by, reason } = verdict;
    return end(run, story, gathered, [
      { type: 'refused', by, reason },
      { attempts, answer, plan, verdict },
    ]);
  }
  const { attempts: made, stopped } = await carryOut(
    run,
    `${round}-undo`,
    plan,
    gathered.guard.now,
    answer.by,
  );
  const change = { attempts: [...attempts, ...made], answer, plan };
  const reason = 'a person took it back, and it is left to people now';
  return end(run, story, gathered, [stopped ?? { type: 'undone', reason }, change]);
}

function planOf(attempts: readonly Attempt[]): Plan {
  const reason = 'somebody who may approve asked to take back what was done';
  const actions = undoOf(attempts)?.actions ?? [];
  return { type: 'act', reason, actions, success: 'it is as it was', deadlineSeconds: 0, holdSeconds: 0 };
}
