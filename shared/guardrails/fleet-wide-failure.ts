import type { Verdict } from '../domain/decision.ts';
import type { GuardFacts, Guardrail } from '../domain/guard.ts';
import { isFleetTarget } from '../domain/target.ts';
import { act, deny, isCount } from './verdict.ts';

const id = 'fleet-wide-failure';

/** When most of a fleet fails at once, the cause is none of its services, and changing them makes it worse. */
export const fleetWideFailure: Guardrail = {
  id,
  summary: 'Hands off when too many services of the cluster fail at once, or nobody knows how many.',
  review: (_plan, facts) => fleetVerdict(facts),
};

/** What the state of the fleet says of any plan, and of having none. */
export function fleetVerdict(facts: GuardFacts): Verdict {
  const { incident, failingServices, activeServices } = facts;
  if (!isFleetTarget(incident.target)) return act(id, 'it changes no cluster');
  if (incident.target.kind === 'family' && failingServices === 0 && activeServices === 0) {
    return act(id, 'the cluster runs jobs only: it has no services that could fail');
  }
  const unknown = unknownIn(facts);
  if (unknown !== undefined) return deny(id, unknown);

  const { failingServices: failing, activeServices: active } = facts;
  const { maxFailingPercent: limit, minFailingServices: least } = facts.config.fleet;
  const share = `${failing} of ${active} services fail`;
  if (failing < least) return act(id, `${share}, fewer than ${least}`);

  const sum = `${share}: ${Math.round((failing / active) * 100)} %`;
  // Not as a quotient: 7 / 25 * 100 is a little over 28.
  const over = failing * 100 > limit * active;
  return over ? deny(id, `${sum}, over ${limit} %`) : act(id, `${sum}, not over ${limit} %`);
}

function unknownIn({ failingServices, activeServices, config }: GuardFacts): string | undefined {
  const { maxFailingPercent, minFailingServices } = config.fleet;
  if (!isCount(activeServices) || activeServices === 0) {
    return `the cluster counts ${activeServices} active services, so no share can be told`;
  }
  if (!isCount(failingServices)) return `${failingServices} is not a number of failing services`;
  if (!(maxFailingPercent > 0 && maxFailingPercent <= 100)) {
    return `the limit fleet.maxFailingPercent is ${maxFailingPercent}, which is no share`;
  }
  if (isCount(minFailingServices) && minFailingServices > 0) return undefined;
  return `the limit fleet.minFailingServices is ${minFailingServices}, which is no number of services`;
}
