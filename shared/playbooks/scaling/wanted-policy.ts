import { clusterName } from '../../domain/arn.ts';
import type { Service } from '../../domain/fleet.ts';
import { matchesName } from '../../domain/pattern.ts';
import type { Bounds } from '../../domain/scaling.ts';
import type { TrackingPolicy } from '../../domain/scaling-action.ts';
import type { PolicyMetric, PolicyRule, PolicySettings } from './policy-schema.ts';
import { ruleOfTag, SCALING_TAG } from './policy-tag.ts';

/** What a service is to have, and the bounds for one that is not registered yet. */
export interface Wanted {
  readonly policy: TrackingPolicy;
  readonly bounds: Bounds;
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
  const cluster = clusterName(service.clusterArn);
  const own = rules.find(
    (one) => matchesName(one.cluster, cluster) && matchesName(one.service, service.name),
  );
  if (tag === undefined) return own && fromRule(service, own);
  const asked = ruleOfTag(tag);
  if (typeof asked === 'string') return asked;
  return fromRule(service, { scaleOutCooldownSeconds: 60, scaleInCooldownSeconds: 300, ...own, ...asked });
}

type Asked = Omit<PolicyRule, 'cluster' | 'service'>;

function fromRule(service: Service, rule: Asked): Wanted | string {
  const { metric, target, min, max, scaleOutCooldownSeconds, scaleInCooldownSeconds } = rule;
  const label = metric === 'requests' ? labelOf(service, rule) : undefined;
  if (metric === 'requests' && label === undefined)
    return 'it is to follow its requests, and has not one target group';
  const policy: TrackingPolicy = {
    name: `watchkeeper-${metric}`,
    resourceId: resourceIdOf(service),
    metric: METRIC_NAMES[metric],
    targetValue: target,
    scaleOutCooldownSeconds,
    scaleInCooldownSeconds,
    ...(label !== undefined && { resourceLabel: label }),
  };
  return { policy, bounds: { min, max } };
}

/** Requests are counted per target of one group, so a service with several groups leaves it open which. */
function labelOf({ targetGroups = [] }: Service, { loadBalancer }: Asked): string | undefined {
  const [only, ...others] = targetGroups;
  return only !== undefined && others.length === 0 && loadBalancer !== undefined
    ? `${loadBalancer}/${only}`
    : undefined;
}

/** What Application Auto Scaling calls a service. */
export function resourceIdOf({ clusterArn, name }: Pick<Service, 'clusterArn' | 'name'>): string {
  return `service/${clusterName(clusterArn)}/${name}`;
}
