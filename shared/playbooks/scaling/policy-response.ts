import type { Check, Plan } from '../../domain/decision.ts';
import type { Evidence, Gathered, PlaybookResponse, Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import type { PutScalingPolicy } from '../../domain/scaling-action.ts';
import { handsOff } from './hands-off.ts';
import { decidePolicies } from './policy-decision.ts';
import type { PolicyFacts, PolicyFate } from './policy-facts.ts';
import { policyFate, sameTracking, trackingOf } from './policy-fate.ts';
import type { PolicySettings } from './policy-schema.ts';
import { resourceIdOf, wantedPolicy } from './wanted-policy.ts';

export const policyResponse: PlaybookResponse<PolicySettings, PolicyFacts> = {
  gather,
  decide: decidePolicies,
  verify,
};

/** A message shows far fewer; the rest is counted. */
const MOST_LINES = 100;

async function gather(
  { incident, record, config }: Situation,
  reads: Reads,
  settings: PolicySettings,
): Promise<Gathered<PolicyFacts>> {
  const [services, targets, policies] = await Promise.all([
    reads.services(),
    reads.scalableTargets(),
    reads.scalingPolicies(),
  ]);
  const ruled = services
    .filter(({ status }) => status === 'ACTIVE')
    .flatMap((service) => {
      const wanted = wantedPolicy(service, settings);
      return wanted === undefined ? [] : [{ service, wanted }];
    });
  const fates = ruled.flatMap(({ service, wanted }) => {
    const id = resourceIdOf(service);
    const scalable = targets.find(({ resourceId }) => resourceId === id);
    const own = policies.filter(({ resourceId }) => resourceId === id);
    const sleeper = { kind: 'service', target: service.serviceArn, ...service } as const;
    const guarded = handsOff(incident.playbook, config, sleeper, service.tags);
    return policyFate({ service, wanted, scalable, policies: own, handsOff: guarded }) ?? [];
  });
  const facts = { services: ruled.length, fates };
  const seen = record.marks.map(({ id }) => id);
  return { facts, evidence: evidenceOf(facts), tags: {}, group: 'policies', seen };
}

function evidenceOf({ services, fates }: PolicyFacts): Evidence {
  const be = fates.length === 1 ? 'scales' : 'scale';
  const lines = fates.slice(0, MOST_LINES).map(lineFor);
  return {
    headline: `${fates.length} of ${services} services ${be} otherwise`,
    list: { title: 'Services', lines },
  };
}

function lineFor({ service, text, note }: PolicyFate): string {
  return `${service}: ${text}${note === undefined ? '' : ` (${note})`}`;
}

/** Whether Application Auto Scaling has each policy as it was put. */
async function verify(plan: Plan, _situation: Situation, reads: Reads): Promise<Check> {
  const put = plan.actions.filter(
    (action): action is PutScalingPolicy => action.kind === 'scaling.put-policy',
  );
  const policies = await reads.scalingPolicies();
  const open = put.filter(({ policy }) => {
    const found = policies.find((one) => one.name === policy.name && one.resourceId === policy.resourceId);
    const now = found && trackingOf(found);
    return now === undefined || !sameTracking(now, policy);
  });
  const [first] = open;
  if (first === undefined) return { type: 'held', reason: 'every policy reads as it was put', final: true };
  return { type: 'waiting', reason: `not yet so for ${open.length}, such as ${first.policy.resourceId}` };
}
