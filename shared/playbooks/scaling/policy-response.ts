import { serviceResourceId } from '../../domain/arn.ts';
import type { Evidence, Gathered, PlaybookResponse, Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import { OUR_ALARMS } from '../../scaling/heed.ts';
import { handsOff } from './hands-off.ts';
import { checkPolicies } from './policy-check.ts';
import { decidePolicies } from './policy-decision.ts';
import { type PolicyFacts, type PolicyFate, servicesIn } from './policy-facts.ts';
import { policyFates } from './policy-fate.ts';
import type { PolicySettings } from './policy-schema.ts';
import { wantedPolicy } from './wanted-policy.ts';

export const policyResponse: PlaybookResponse<PolicySettings, PolicyFacts> = {
  gather,
  decide: decidePolicies,
  verify: checkPolicies,
};

/** A message shows far fewer; the rest is counted. */
const MOST_LINES = 100;

async function gather(
  { incident, record, config }: Situation,
  reads: Reads,
  settings: PolicySettings,
): Promise<Gathered<PolicyFacts>> {
  const [services, targets, policies, scheduled, alarms] = await Promise.all([
    reads.services(),
    reads.scalableTargets(),
    reads.scalingPolicies(),
    reads.scheduledScaling(),
    reads.alarmsNamed(OUR_ALARMS),
  ]);
  const ruled = services
    .filter(({ status }) => status === 'ACTIVE')
    .flatMap((service) => {
      const wanted = wantedPolicy(service, settings);
      return wanted === undefined ? [] : [{ service, wanted }];
    });
  const fates = ruled.flatMap(({ service, wanted }) => {
    const id = serviceResourceId(service);
    const ofIt = ({ resourceId }: { readonly resourceId: string }) => resourceId === id;
    const own = { policies: policies.filter(ofIt), scheduled: scheduled.filter(ofIt), alarms };
    const sleeper = { kind: 'service', target: service.serviceArn, ...service } as const;
    const guarded = handsOff(incident.playbook, config, sleeper, service.tags);
    return policyFates({ service, wanted, scalable: targets.find(ofIt), ...own, handsOff: guarded });
  });
  const facts = { services: ruled.length, fates };
  const seen = record.marks.map(({ id }) => id);
  return { facts, evidence: evidenceOf(facts), tags: {}, group: 'policies', seen };
}

function evidenceOf({ services, fates }: PolicyFacts): Evidence {
  const others = servicesIn({ fates });
  const be = others === 1 ? 'scales' : 'scale';
  const lines = fates.slice(0, MOST_LINES).map(lineFor);
  return {
    headline: `${others} of ${services} services ${be} otherwise`,
    list: { title: 'Services', lines },
  };
}

function lineFor({ service, text, note }: PolicyFate): string {
  return `${service}: ${text}${note === undefined ? '' : ` (${note})`}`;
}
