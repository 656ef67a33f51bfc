import { clusterName } from '../../domain/arn.ts';
import type { PolicyFate } from './policy-facts.ts';
import { BY_HAND, type Fate, type Ruled, type Wanting } from './ruled.ts';
import { scheduledFates } from './scheduled-fate.ts';
import { stepFates } from './step-fate.ts';
import { trackingFate } from './tracking-fate.ts';
import { OURS } from './wanted-steps.ts';

/** What becomes of the service; nothing when it scales as it should, or as its owner says. */
export function policyFates(ruled: Ruled): readonly PolicyFate[] {
  const { service, wanted, handsOff } = ruled;
  const name = `${clusterName(service.clusterArn)}/${service.name}`;
  if (typeof wanted === 'string') return [{ service: name, text: wanted, note: BY_HAND }];
  const wanting = { ...ruled, wanted };
  const fates = [
    trackingFate(wanting),
    ...stepFates(wanting),
    ...scheduledFates(wanting),
    ...leftovers(wanting),
  ];
  return fates
    .filter((fate) => fate !== undefined)
    .map((fate) => ({ service: name, ...held(fate, handsOff) }));
}

function held({ action, ...fate }: Fate, handsOff: string | undefined): Fate {
  if (action === undefined) return fate;
  return handsOff === undefined ? { ...fate, action } : { ...fate, note: handsOff };
}

/** What a rule of before asked for is told, and not taken away: nobody said so. */
function leftovers({ wanted, policies, scheduled }: Wanting): readonly Fate[] {
  const asked = [wanted.policy, ...wanted.steps.map(({ policy }) => policy), ...wanted.scheduled].map(
    (one) => one?.name,
  );
  return [...policies, ...scheduled]
    .filter(({ name }) => name.startsWith(OURS) && !asked.includes(name))
    .map(({ name }) => ({ text: `it has ${name}, which no rule asks for any more`, note: BY_HAND }));
}
