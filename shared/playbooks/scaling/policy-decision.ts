import type { Decision } from '../../domain/decision.ts';
import { type PolicyFacts, servicesIn } from './policy-facts.ts';

/** A plan is one bounded thing: whatever is more comes in the next round. */
const MOST_AT_ONCE = 10;
/** So long it can be taken back with a button, and is watched for whoever sets it otherwise. */
const HOLD_SECONDS = 600;

/** Register what is proposed, ten at a time; tell what only a person can set. */
export function decidePolicies({ services, fates }: PolicyFacts): Decision {
  const others = servicesIn({ fates });
  const actions = fates.flatMap(({ action }) => action ?? []);
  if (actions.length > 0) {
    return {
      type: 'act',
      reason: `${others} of ${services} services do not scale as their rules and tags say`,
      actions: actions.slice(0, MOST_AT_ONCE),
      success: 'Application Auto Scaling has the policies',
      deadlineSeconds: 120,
      holdSeconds: HOLD_SECONDS,
      thenDecideAgain: true,
    };
  }
  const reason = `${services - others} of ${services} services scale as their rules and tags say`;
  const [first] = fates;
  if (first === undefined) return { type: 'nothing', reason, silent: true };
  const nextStep = `Look at ${first.service}: ${first.text}${first.note ? ` (${first.note})` : ''}`;
  return { type: 'nothing', reason, nextStep };
}
