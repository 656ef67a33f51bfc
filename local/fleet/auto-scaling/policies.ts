import type {
  DeleteScalingPolicyRequest,
  DescribeScalingPoliciesRequest,
  DescribeScalingPoliciesResponse,
  PutScalingPolicyRequest,
  PutScalingPolicyResponse,
  ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { deleteAlarm } from '../cloudwatch/alarms.ts';
import type { World } from '../model.ts';
import { checkNamespace, notFound, page } from './errors.ts';
import type { PolicyModel } from './model.ts';
import { trackedMetric } from './tracked-metric.ts';
import { putTrackingAlarms } from './tracking-alarms.ts';

/** Makes a policy, or replaces the one of that name. Predictive ones are kept, and not carried out. */
export function putScalingPolicy(world: World, input: PutScalingPolicyRequest): PutScalingPolicyResponse {
  checkNamespace(input);
  const { ResourceId = '', PolicyName = '', PolicyType = 'StepScaling' } = input;
  if (!world.autoScaling.targets.has(ResourceId)) throw notFound('scalable target', ResourceId);
  const key = policyKey(ResourceId, PolicyName);
  const metric = PolicyType === 'TargetTrackingScaling' ? trackedMetric(input) : undefined;
  const existing = world.autoScaling.policies.get(key);
  for (const { AlarmName = '' } of existing?.record.Alarms ?? []) deleteAlarm(world, AlarmName);
  const id = world.autoScaling.random.uuid();
  const policy: PolicyModel = {
    record: {
      PolicyARN: existing?.record.PolicyARN ?? world.arns.scalingPolicy(id, ResourceId, PolicyName),
      PolicyName,
      ServiceNamespace: 'ecs',
      ResourceId,
      ScalableDimension: 'ecs:service:DesiredCount',
      PolicyType,
      StepScalingPolicyConfiguration: input.StepScalingPolicyConfiguration,
      TargetTrackingScalingPolicyConfiguration: input.TargetTrackingScalingPolicyConfiguration,
      Alarms: [],
      CreationTime: new Date(world.timeline.now()),
    },
  };
  world.autoScaling.policies.set(key, policy);
  if (metric !== undefined) policy.record.Alarms = putTrackingAlarms(world, policy, metric);
  return { PolicyARN: policy.record.PolicyARN, Alarms: policy.record.Alarms };
}

export function describeScalingPolicies(
  world: World,
  input: DescribeScalingPoliciesRequest,
): DescribeScalingPoliciesResponse {
  checkNamespace(input);
  const { PolicyNames, ResourceId } = input;
  const records = [...world.autoScaling.policies.values()].map((policy) => shown(world, policy));
  const wanted = records.filter(
    (record) =>
      (ResourceId === undefined || record.ResourceId === ResourceId) &&
      (PolicyNames?.includes(record.PolicyName ?? '') ?? true),
  );
  const { items, next } = page(wanted, input);
  return { ScalingPolicies: items, ...next };
}

/** A step policy shows the alarms that call it, whoever made them. */
function shown({ cloudwatch }: World, { record }: PolicyModel): ScalingPolicy {
  if (record.PolicyType !== 'StepScaling') return record;
  const calling = [...cloudwatch.alarms.values()].filter((alarm) =>
    alarm.record.AlarmActions?.includes(record.PolicyARN ?? ''),
  );
  return { ...record, Alarms: calling.map(({ name, arn }) => ({ AlarmName: name, AlarmARN: arn })) };
}

export function deleteScalingPolicy(world: World, input: DeleteScalingPolicyRequest): object {
  checkNamespace(input);
  const policy = world.autoScaling.policies.get(policyKey(input.ResourceId ?? '', input.PolicyName ?? ''));
  if (policy === undefined) throw notFound(`scaling policy ${input.PolicyName}`, input.ResourceId);
  removePolicy(world, policy);
  return {};
}

/** A policy goes, and the alarms that were kept for it; one that somebody made for it stays, and calls it no more. */
export function removePolicy(world: World, { record }: PolicyModel): void {
  for (const { AlarmName = '' } of record.Alarms ?? []) deleteAlarm(world, AlarmName);
  for (const alarm of world.cloudwatch.alarms.values()) {
    alarm.record.AlarmActions = alarm.record.AlarmActions?.filter((arn) => arn !== record.PolicyARN);
  }
  world.autoScaling.policies.delete(policyKey(record.ResourceId ?? '', record.PolicyName ?? ''));
}

function policyKey(resourceId: string, name: string): string {
  return `${resourceId} ${name}`;
}
