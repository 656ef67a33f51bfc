import { planHash } from '../../shared/domain/action.ts';
import type { Attempt, Plan } from '../../shared/domain/decision.ts';
import type { IncidentView } from '../../shared/domain/view.ts';
import { actionWords } from '../../shared/notify/action-words.ts';
import { nextStepOf } from '../../shared/notify/state.ts';
import type { ActionWords, Step } from './turn.ts';

/** What was told of an incident so far. */
export interface Told {
  readonly plans: ReadonlySet<string>;
  readonly attempts: number;
  readonly closed: boolean;
}

export const NOTHING_TOLD: Told = { plans: new Set(), attempts: 0, closed: false };

export interface News {
  readonly steps: readonly Step[];
  readonly told: Told;
}

/** What a view of an incident says that was not told yet: decision, verdict, actions, in this order, and its end. Pure. */
export function newsOf(view: IncidentView, told: Told): News {
  const attempts = view.attempts.slice(told.attempts);
  const steps = [...decisionSteps(view, told), ...attempts.map(actionStep), ...endingSteps(view, told)];
  const { plan } = view;
  const plans = plan === undefined ? told.plans : new Set([...told.plans, planHash(plan.actions)]);
  return {
    steps,
    told: {
      plans,
      attempts: view.attempts.length,
      closed: told.closed || view.phase === 'closed',
    },
  };
}

/** How an incident ended, once. */
function endingSteps(view: IncidentView, told: Told): readonly Step[] {
  if (view.outcome === undefined || told.closed) return [];
  return [{ step: 'outcome', outcome: view.outcome.type, reason: view.outcome.reason }];
}

function decisionSteps(view: IncidentView, told: Told): Step[] {
  const { plan, phase, verdict, reason } = view;
  if (plan !== undefined && !told.plans.has(planHash(plan.actions))) {
    const decision: Step = { step: 'decision', decision: 'act', reason: plan.reason, actions: wordsOf(plan) };
    return verdict === undefined ? [decision] : [decision, verdictStep(verdict)];
  }
  if (phase === 'waiting' && view.answer === undefined) {
    return [{ step: 'decision', decision: 'wait', reason, actions: [] }];
  }
  if (phase !== 'closed' || told.plans.size > 0 || told.closed) return [];
  const nextStep = nextStepOf(view);
  return [{ step: 'decision', decision: 'nothing', reason, actions: [], ...(nextStep && { nextStep }) }];
}

export function verdictStep({ type, by, reason }: NonNullable<IncidentView['verdict']>): Step {
  return { step: 'verdict', verdict: type, by, reason };
}

function wordsOf({ actions }: Plan): ActionWords[] {
  return actions.map((action) => {
    const { act, change } = actionWords(action);
    return { kind: action.kind, words: act, change };
  });
}

function actionStep({ action, result }: Attempt): Step {
  const { change } = actionWords(action);
  return { step: 'action', kind: action.kind, change, result: result.type, reason: result.reason };
}
