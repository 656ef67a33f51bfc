import type { Decision } from '../../domain/decision.ts';
import type { PolicyFacts } from './policy-facts.ts';

/** A plan is one bounded thing: whatever is more comes in the next round. */
const MOST_AT_ONCE = 10;

/** Register what is proposed, ten services at a time; tell what only a person can set. */
export function decidePolicies({ services, fates }: PolicyFacts): Decision {
  const actions = fates.flatMap(({ action }) => action ?? []);
  if (actions.length > 0) {
    return {
      type: 'act',
      reason: `${fates.length} of ${services} services do not scale as their rules and tags say`,
      actions: actions.slice(0, MOST_AT_ONCE),
      success: 'Application Auto Scaling has the policies',
      deadlineSeconds: 120,
      holdSeconds: 0,
      thenDecideAgain: true,
    };
  }
  const reason = `${services - fates.length} of ${services} services scale as their rules and tags say`;
  const [first] = fates;
  if (first === undefined) return { type: 'nothing', reason, silent: true };
  const nextStep = `Look at ${first.service}: ${first.text}${first.note ? ` (${first.note})` : ''}`;
  return { type: 'nothing', reason, nextStep };
}
