import type { Alarm, AlarmMetric } from '../domain/alarm.ts';
import { matchesName } from '../domain/pattern.ts';
import { parseResource, type Resource, resourceText } from './resource.ts';

/** The tag of an alarm that says what it scales. */
export const TARGET_TAG = 'watchkeeper:target';

/** What a rule says about whose it is. */
export interface BindingRule {
  /** `service/<cluster>/<name>` and others; with `*` where only dimensions or tags bind to it. */
  readonly target: string;
  /** Names of alarms, with `*`. */
  readonly alarm?: string | undefined;
  /** The queue whose backlog it is about. */
  readonly queue?: string | undefined;
}

/** What is known of an alarm. Tags that were not passed on are unknown, not none. */
export interface Bindable {
  readonly alarm: Pick<Alarm, 'name' | 'metrics'>;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Services behind the target group that it names, once somebody has looked. */
  readonly behind?: readonly Resource[] | undefined;
}

export type Binding =
  | { readonly type: 'bound'; readonly resource: Resource; readonly by: string }
  /** A target group's services, or the alarm's tags, must be read first. */
  | { readonly type: 'look-up'; readonly targetGroup?: string; readonly reason: string }
  | { readonly type: 'unbound'; readonly reason: string };

/** Whose alarm it is: by its dimensions, else by its tag, else by a rule that names it; with a reason when none fits. */
export function bind(known: Bindable, rules: readonly BindingRule[]): Binding {
  return byDimensions(known, rules) ?? byTag(known) ?? byRule(known, rules);
}

function byDimensions(known: Bindable, rules: readonly BindingRule[]): Binding | undefined {
  const sets = [...known.alarm.metrics.map(({ dimensions }) => dimensions), known.attributes ?? {}];
  const named = sets.flatMap((dimensions) => inDimensions(dimensions) ?? []);
  const queues = known.alarm.metrics.flatMap((metric) => queueOwner(metric, rules) ?? []);
  const found = distinct(named.length > 0 ? named : queues);
  if (found.length > 1)
    return { type: 'unbound', reason: `its metrics name ${found.map(resourceText).join(' and ')}` };
  const [resource] = found;
  if (resource) return { type: 'bound', resource, by: 'its dimensions' };
  const targetGroup = sets.map(({ TargetGroup }) => TargetGroup).find((group) => group !== undefined);
  return targetGroup === undefined ? undefined : behindGroup(known, targetGroup);
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html and those of EC2 Auto Scaling. */
function inDimensions(dimensions: Readonly<Record<string, string>>): Resource | undefined {
  const { ClusterName, ServiceName, AutoScalingGroupName, CapacityProviderName } = dimensions;
  if (ClusterName && ServiceName) return parseResource(`service/${ClusterName}/${ServiceName}`);
  if (CapacityProviderName) return { kind: 'capacity-provider', name: CapacityProviderName };
  return AutoScalingGroupName ? { kind: 'auto-scaling-group', name: AutoScalingGroupName } : undefined;
}

/** A queue names no service: the rule for its backlog does. */
function queueOwner({ dimensions }: AlarmMetric, rules: readonly BindingRule[]): Resource | undefined {
  const { QueueName } = dimensions;
  const rule = QueueName === undefined ? undefined : rules.find(({ queue }) => queue === QueueName);
  return rule && parseResource(rule.target);
}

function behindGroup({ behind }: Bindable, targetGroup: string): Binding {
  if (behind === undefined) {
    return { type: 'look-up', targetGroup, reason: `which service is behind ${targetGroup} must be read` };
  }
  const [resource, other] = distinct(behind);
  if (resource === undefined) return { type: 'unbound', reason: `no service is behind ${targetGroup}` };
  if (other !== undefined) return { type: 'unbound', reason: `several services are behind ${targetGroup}` };
  return { type: 'bound', resource, by: `its target group ${targetGroup}` };
}

function byTag({ tags }: Bindable): Binding | undefined {
  if (tags === undefined) return { type: 'look-up', reason: 'its tags must be read' };
  const text = tags[TARGET_TAG];
  if (text === undefined) return undefined;
  const resource = parseResource(text);
  if (resource) return { type: 'bound', resource, by: `its tag ${TARGET_TAG}` };
  const expected = 'service/<cluster>/<name>, auto-scaling-group/<name> or capacity-provider/<name>';
  return { type: 'unbound', reason: `its tag ${TARGET_TAG} is not ${expected}` };
}

function byRule({ alarm }: Bindable, rules: readonly BindingRule[]): Binding {
  const rule = rules.find((one) => one.alarm !== undefined && matchesName(one.alarm, alarm.name));
  const resource = rule && parseResource(rule.target);
  if (resource) return { type: 'bound', resource, by: `the rule for ${rule.target}` };
  return { type: 'unbound', reason: 'neither its dimensions nor a tag nor a rule says what it scales' };
}

function distinct(resources: readonly Resource[]): readonly Resource[] {
  return [...new Map(resources.map((one) => [resourceText(one), one])).values()];
}

/** The first rule that is about the resource, and about this alarm where it names alarms. */
export function ruleFor<Rule extends BindingRule>(
  resource: Resource,
  alarmName: string,
  rules: readonly Rule[],
): Rule | undefined {
  const text = resourceText(resource);
  return rules.find(
    ({ target, alarm }) =>
      matchesName(target, text) && (alarm === undefined || matchesName(alarm, alarmName)),
  );
}
