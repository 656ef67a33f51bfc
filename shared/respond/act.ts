import { type Action, actionHash, planHash } from '../domain/action.ts';
import type { ActionResult, Attempt, Outcome, Plan } from '../domain/decision.ts';
import { FencedError } from '../domain/errors.ts';
import { type Run, retry, sentence } from './run.ts';

export type CarriedOut = {
  readonly attempts: readonly Attempt[];
  /** Why the rest of the plan was left alone. */
  readonly stopped?: Outcome;
};

/** Some ten minutes: what was agreed on is not given up because the ledger is throttled for a moment. */
const TRIES = 8;

/**
 * Carry out a plan, one action after the other, until one is refused or fails. Each is a step of its own:
 * intent -> act under its precondition -> receipt. A crash in between repeats the step, and the precondition
 * or the client token makes the repeat harmless.
 */
export async function carryOut(
  run: Run,
  round: number | string,
  plan: Plan,
  at: number,
  approvedBy: string,
): Promise<CarriedOut> {
  const attempts: Attempt[] = [];
  for (const [index, action] of plan.actions.entries()) {
    const attempt = await run.durable.step(
      `act-${round}-${index + 1}`,
      () => perform(run, plan, action, new Date(at).toISOString(), approvedBy),
      { retryStrategy: retry(TRIES, 5) },
    );
    attempts.push(attempt);
    const { result } = attempt;
    if (result.type === 'refused') return { attempts, stopped: stopped('changed-meanwhile', result.reason) };
    if (result.type === 'failed') return { attempts, stopped: stopped('action-failed', result.reason) };
  }
  return { attempts };
}

async function perform(
  run: Run,
  plan: Plan,
  action: Action,
  at: string,
  approvedBy: string,
): Promise<Attempt> {
  const { ref, deps } = run;
  const result = await tryAction(run, action, at);
  const receipt = { incident: ref.key, generation: ref.generation, action, result, approvedBy, at };
  await deps.ledger.receipt({ ...receipt, planHash: planHash(plan.actions) });
  deps.measure('actions', 1, { action: action.kind, outcome: result.type });
  deps.log.info('action', { incidentId: ref.id, action, result, approvedBy });
  return { action, result, at };
}

async function tryAction({ ref, owner, deps }: Run, action: Action, at: string): Promise<ActionResult> {
  const { account, region } = ref.target;
  const limit = limitFor(action, deps.config.budgets.perAccountPerHour);
  const id = actionHash(action);
  // Asked once more, because the step may run again long after its round was decided.
  const killSwitch = await deps.killSwitch();
  if (killSwitch !== 'off') return { type: 'refused', reason: `kill-switch: it is ${killSwitch}` };
  if (!(await deps.ledger.spend(`${account}/${region}`, `${ref.id}/${id}`, deps.clock(), limit))) {
    return { type: 'refused', reason: `account-budget: all ${limit} actions of this hour are used` };
  }
  try {
    await deps.ledger.intend(ref, owner, { at, id, group: String(ref.generation) });
  } catch (error) {
    if (error instanceof FencedError) return { type: 'refused', reason: sentence(error) };
    throw error;
  }
  return deps.execute(action);
}

/** What is given back is counted, but never counted out. */
function limitFor({ kind }: Action, limit: number): number {
  return kind === 'hours.wake' ? Number.MAX_SAFE_INTEGER : limit;
}

function stopped(code: 'changed-meanwhile' | 'action-failed', reason: string): Outcome {
  return { type: 'failed', code, reason };
}
