import type { Attempt, Check, Decision, Outcome, Plan, Verdict } from '../domain/decision.ts';
import type { IncidentView } from '../domain/view.ts';
import type { Answered } from './ask.ts';
import type { Round } from './gather.ts';
import type { RoundState } from './run.ts';

/** How an incident ends, and what its message then says besides. */
export type Ending = readonly [Outcome, Partial<IncidentView>?];

type Nothing = Extract<Decision, { type: 'nothing' }>;

/** Nothing (more) can be done. After an attempt that did not hold, that means that it did not work. */
export function afterNothing(decision: Nothing, state: RoundState, now: number): Ending {
  const { reason, nextStep, released } = decision;
  const { attempts, held } = state;
  if (decision.fixed) return heldFor(state, { reason, fixedAt: new Date(now).toISOString() });
  const change = { attempts, reason, ...(nextStep && { nextStep }) };
  if (held && !nextStep) return heldFor(state, held);
  if (held) return [{ type: 'nothing', reason: `${held.reason}; ${reason}` }, change];
  if (attempts.length === 0) return [{ type: 'nothing', reason, ...(released && { released }) }, change];
  if (released) return [{ type: 'done', reason }, change];
  return [{ type: 'failed', code: 'not-verified', reason }, change];
}

/** What cannot be read is not decided on; what was seen to hold before still did. */
export function afterBlindness(reason: string, state: RoundState): Ending {
  if (state.held) return heldFor(state, state.held);
  const done = state.attempts.length === 0 ? '; so nothing was done' : '; so nobody knows whether it worked';
  return [{ type: 'failed', code: 'read-failed', reason: reason + done }, { attempts: state.attempts }];
}

type Held = NonNullable<RoundState['held']>;

/** What was wanted runs: the check saw it, so the message says so too. */
export function heldAt(attempts: readonly Attempt[], found: Held, { evidence }: Round): Ending {
  const running = evidence.desired === undefined ? {} : { running: evidence.desired };
  const [outcome, change] = heldFor({ attempts }, found);
  return [outcome, { ...change, evidence: { ...evidence, ...running } }];
}

function heldFor({ attempts }: RoundState, { reason, fixedAt }: Held): Ending {
  return [
    { type: 'held', reason },
    { attempts, fixedAt },
  ];
}

export function afterVerdict(plan: Plan, verdict: Extract<Verdict, { type: 'deny' | 'observe' }>): Ending {
  const { by, reason } = verdict;
  const type = verdict.type === 'deny' ? 'refused' : 'observed';
  return [
    { type, by, reason },
    { plan, verdict, reason: plan.reason },
  ];
}

export function afterAnswer(answered: Exclude<Answered, { type: 'approved' | 'snoozed' | 'taken' }>): Ending {
  if (answered.type === 'expired')
    return [{ type: 'failed', code: 'approval-expired', reason: answered.reason }];
  const { answer } = answered;
  return [{ type: 'failed', code: 'approval-denied', reason: 'a person said no' }, { answer }];
}

/** It was fixed, and did not stay so: people take over, nothing is tried again. */
export function cameBack(check: Check, attempts: readonly Attempt[]): Ending {
  return [{ type: 'came-back', reason: check.reason }, { attempts }];
}
