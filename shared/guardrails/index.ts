import type { Plan, Verdict } from '../domain/decision.ts';
import type { GuardFacts, Guardrail } from '../domain/guard.ts';
import { accountBudget } from './account-budget.ts';
import { boundedPlan } from './bounded-plan.ts';
import { cooldown } from './cooldown.ts';
import { fleetWideFailure } from './fleet-wide-failure.ts';
import { freeze } from './freeze.ts';
import { killSwitch } from './kill-switch.ts';
import { mode } from './mode.ts';
import { noWayBack } from './no-way-back.ts';
import { protectedResource } from './protected-resource.ts';
import { targetBudget } from './target-budget.ts';
import { deny } from './verdict.ts';

/** Every guardrail, the most absolute first: among equally strict verdicts people are told the first. */
export const GUARDRAILS: readonly Guardrail[] = [
  killSwitch,
  boundedPlan,
  protectedResource,
  fleetWideFailure,
  mode,
  noWayBack,
  freeze,
  cooldown,
  targetBudget,
  accountBudget,
];

/**
 * From the strictest on. `observe` stands above `ask`, because it does nothing where asking may end in an
 * act: a service that is only observed, or frozen, must not be changed by a click.
 */
const STRICTNESS: readonly Verdict['type'][] = ['deny', 'observe', 'ask', 'act'];

/** The one verdict that counts: every guardrail is asked, and the strictest wins. */
export function review(
  plan: Plan,
  facts: GuardFacts,
  guardrails: readonly Guardrail[] = GUARDRAILS,
): Verdict {
  return strictest(reviewAll(plan, facts, guardrails));
}

/** Every guardrail's verdict, in the order of the registry. Never throws: one that does, denies. */
export function reviewAll(
  plan: Plan,
  facts: GuardFacts,
  guardrails: readonly Guardrail[] = GUARDRAILS,
): readonly Verdict[] {
  return guardrails.map((guardrail) => verdictOf(guardrail, plan, facts));
}

/**
 * The first of the strictest verdicts; where all allow it, the mode's, because it is the one that somebody set.
 * Without any verdict nothing has been checked: that denies.
 */
export function strictest(verdicts: readonly Verdict[]): Verdict {
  const found = STRICTNESS.map((type) => verdicts.find((verdict) => verdict.type === type)).find(Boolean);
  if (found?.type === 'act') return verdicts.find(({ by }) => by === mode.id) ?? found;
  return found ?? deny('review', 'no guardrail was asked');
}

function verdictOf(guardrail: Guardrail, plan: Plan, facts: GuardFacts): Verdict {
  try {
    const verdict = guardrail.review(plan, facts);
    return STRICTNESS.includes(verdict.type) ? verdict : deny(guardrail.id, 'it gave no verdict');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return deny(guardrail.id, `${guardrail.id} could not be checked: ${message}`);
  }
}
