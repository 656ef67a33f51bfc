import { clusterName, serviceResourceId } from '../../domain/arn.ts';
import type { Service } from '../../domain/fleet.ts';
import { matchesName } from '../../domain/pattern.ts';
import type { Bounds, ScheduledScaling } from '../../domain/scaling.ts';
import type { TrackingPolicy } from '../../domain/scaling-action.ts';
import type { PolicyMetric, PolicyRule, PolicySettings } from './policy-schema.ts';
import { ruleNamedBy, ruleOfTag, SCALING_TAG } from './policy-tag.ts';
import { OURS, scheduledFor, stepsFor, type WholeSteps } from './wanted-steps.ts';

/** What a service is to have, and the bounds for one that is not registered yet. */
export interface Wanted {
  readonly bounds: Bounds;
  readonly policy?: TrackingPolicy;
  readonly steps: readonly WholeSteps[];
  readonly scheduled: readonly ScheduledScaling[];
}

/**
 * The names of Application Auto Scaling for what it can follow.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html
 */
const METRIC_NAMES: Readonly<Record<PolicyMetric, string>> = {
  cpu: 'ECSServiceAverageCPUUtilization',
  memory: 'ECSServiceAverageMemoryUtilization',
  requests: 'ALBRequestCountPerTarget',
};

/** What the service's tag asks for, else the first rule that matches; a text says why that cannot be had. */
export function wantedPolicy(service: Service, { rules }: PolicySettings): Wanted | string | undefined {
  const tag = Object.hasOwn(service.tags, SCALING_TAG) ? service.tags[SCALING_TAG] : undefined;
  const own = rules.find((one) => isAbout(one, service));
  if (tag === undefined) return own && fromRule(service, own);
  const named = ruleNamedBy(tag);
  if (named !== undefined) {
    const rule = rules.find(({ name }) => name === named);
    return rule ? fromRule(service, rule) : `${SCALING_TAG} names the rule ${named}, which there is not`;
  }
  const asked = ruleOfTag(tag);
  if (typeof asked === 'string') return asked;
  const { scaleOutCooldownSeconds = 60, scaleInCooldownSeconds = 300 } = own ?? {};
  return fromRule(service, { scaleOutCooldownSeconds, scaleInCooldownSeconds, scheduled: [], ...asked });
}

function isAbout({ cluster, service }: PolicyRule, { clusterArn, name }: Service): boolean {
  if (cluster === undefined || service === undefined) return false;
  return matchesName(cluster, clusterName(clusterArn)) && matchesName(service, name);
}

type Asked = Omit<PolicyRule, 'name' | 'cluster' | 'service'>;

function fromRule(service: Service, rule: Asked): Wanted | string {
  const { min, max } = rule;
  const policy = trackingFor(service, rule);
  if (typeof policy === 'string') return policy;
  const steps = stepsFor(service, rule);
  if (typeof steps === 'string') return steps;
  const scheduled = scheduledFor(serviceResourceId(service), rule.scheduled);
  return { bounds: { min, max }, ...(policy && { policy }), steps, scheduled };
}

function trackingFor(service: Service, rule: Asked): TrackingPolicy | string | undefined {
  const { metric, target, scaleOutCooldownSeconds, scaleInCooldownSeconds } = rule;
  if (metric === undefined || target === undefined) return undefined;
  const label = metric === 'requests' ? labelOf(service, rule) : undefined;
  if (metric === 'requests' && label === undefined)
    return 'it is to follow its requests, and has not one target group';
  return {
    name: `${OURS}${metric}`,
    resourceId: serviceResourceId(service),
    metric: METRIC_NAMES[metric],
    targetValue: target,
    scaleOutCooldownSeconds,
    scaleInCooldownSeconds,
    ...(label !== undefined && { resourceLabel: label }),
  };
}

/** Requests are counted per target of one group, so a service with several groups leaves it open which. */
function labelOf({ targetGroups = [] }: Service, { loadBalancer }: Asked): string | undefined {
  const [only, ...others] = targetGroups;
  return only !== undefined && others.length === 0 && loadBalancer !== undefined
    ? `${loadBalancer}/${only}`
    : undefined;
}

/** What every write about how this service scales has. */
export function aimedAt(service: Service) {
  return { target: service.serviceArn, risk: 'medium', resourceId: serviceResourceId(service) } as const;
}
