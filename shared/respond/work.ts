import type { Plan, Verdict } from '../domain/decision.ts';
import { carryOut } from './act.ts';
import { end } from './close.ts';
import type { Round } from './gather.ts';
import { cameBack, heldAt } from './outcomes.ts';
import type { Next, RoundState, Run } from './run.ts';
import type { Story } from './story.ts';
import { offerUndo, undoAll } from './undo.ts';
import { holdPlan, verifyPlan } from './verify.ts';

/** A plan that no guardrail and no person stands against. */
export interface Agreed {
  readonly gathered: Round;
  readonly decision: Plan;
  readonly verdict: Verdict;
}

/** Act -> verify -> hold. What did not work, and what may leave more to do, is decided again. */
export async function actAndWatch(
  run: Run,
  story: Story,
  round: number,
  state: RoundState,
  agreed: Agreed,
): Promise<Next> {
  const { gathered, decision: plan, verdict } = agreed;
  const answer = verdict.type === 'ask' ? state.approved?.answer : undefined;
  const { attempts: made, stopped } = await carryOut(
    run,
    round,
    plan,
    gathered.guard.now,
    answer?.by ?? verdict.by,
  );
  const attempts = [...state.attempts, ...made];
  const change = { attempts, plan, verdict, reason: plan.reason, ...(answer && { answer }) };
  if (stopped) return end(run, story, gathered, [stopped, change]);
  const undo = await offerUndo(run, round, attempts, plan);
  const offered = undo === undefined ? {} : { undo };
  const left: RoundState = { attempts, facts: state.facts, dealt: state.dealt, ...offered };
  await story.tell(`verify-${round}`, { phase: 'verifying', ...change, ...offered });

  const { check, at: fixedAt } = await verifyPlan(run, round, plan, attempts, undo?.expiresAt);
  if (check.type === 'undo') return undoAll(run, story, round, gathered, attempts, check.answer);
  if (check.type !== 'held') return { type: 'again', state: left };
  if (!check.final) await story.tell(`hold-${round}`, { phase: 'holding', attempts, fixedAt, ...offered });

  const kept = check.final ? check : await holdPlan(run, round, plan, attempts, undo?.expiresAt);
  if (kept.type === 'undo') return undoAll(run, story, round, gathered, attempts, kept.answer);
  if (kept.type === 'changed') return { type: 'again', state: left };
  if (kept.type !== 'held') return end(run, story, gathered, cameBack(kept, attempts));
  const found = { reason: kept.reason, fixedAt };
  if (plan.thenDecideAgain) return { type: 'again', state: { ...left, held: found } };
  return end(run, story, gathered, heldAt(attempts, found, gathered));
}
