import type { Attempt, Check, Decision, Outcome, Plan, Verdict } from '../domain/decision.ts';
import type { Evidence } from '../domain/playbook.ts';
import type { IncidentView } from '../domain/view.ts';
import type { Answered } from './ask.ts';

/** How an incident ends, and what its message then says besides. */
export type Ending = readonly [Outcome, Partial<IncidentView>?];

/** Nothing (more) can be done. After an attempt that means that it did not work. */
export function afterNothing(
  decision: Extract<Decision, { type: 'nothing' }>,
  attempts: readonly Attempt[],
): Ending {
  const { reason, nextStep } = decision;
  const change = { reason, ...(nextStep && { nextStep }) };
  if (attempts.length === 0) return [{ type: 'nothing', reason }, change];
  return [{ type: 'failed', code: 'not-verified', reason }, change];
}

export function afterVerdict(plan: Plan, verdict: Extract<Verdict, { type: 'deny' | 'observe' }>): Ending {
  const { by, reason } = verdict;
  const type = verdict.type === 'deny' ? 'refused' : 'observed';
  return [
    { type, by, reason },
    { plan, verdict, reason: plan.reason },
  ];
}

export function afterAnswer(answered: Exclude<Answered, { type: 'approved' | 'snoozed' }>): Ending {
  if (answered.type === 'expired')
    return [{ type: 'failed', code: 'approval-expired', reason: answered.reason }];
  const { answer } = answered;
  return [{ type: 'failed', code: 'approval-denied', reason: 'a person said no' }, { answer }];
}

/** What was wanted runs: the check saw it, so the message says so too. */
export function held(check: Check, attempts: readonly Attempt[], fixedAt: string, before: Evidence): Ending {
  const evidence = before.desired === undefined ? before : { ...before, running: before.desired };
  return [
    { type: 'held', reason: check.reason },
    { attempts, fixedAt, evidence },
  ];
}

/** It was fixed, and did not stay so: people take over, nothing is tried again. */
export function cameBack(check: Check, attempts: readonly Attempt[]): Ending {
  return [{ type: 'came-back', reason: check.reason }, { attempts }];
}
