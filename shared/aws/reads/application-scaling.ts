import {
  type ApplicationAutoScalingClient,
  type ScalableTarget as AwsScalableTarget,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
  type ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling';
import type { ScalableTarget, ScalingPolicy, ScheduledScaling } from '../../domain/scaling.ts';
import { allPages, type Page } from '../pages.ts';
import { need, type Reading, read } from '../read.ts';
import { iso } from '../shapes.ts';
import { policyFrom } from './scaling-policy.ts';

/** The desired counts of ECS services. */
export const SERVICE_COUNTS = {
  ServiceNamespace: 'ecs',
  ScalableDimension: 'ecs:service:DesiredCount',
} as const;
const { ServiceNamespace } = SERVICE_COUNTS;

/** The most that one page takes; of policies it is ten. */
const PER_PAGE = 50;
const POLICIES_PER_PAGE = 10;

/** Undefined when the service is not registered. */
export async function readScalableTarget(
  scaling: ApplicationAutoScalingClient,
  resourceId: string,
): Promise<ScalableTarget | undefined> {
  const found = await readTargets(scaling, [resourceId]);
  return found.find((target) => target.resourceId === resourceId);
}

export function readScalableTargets(
  scaling: ApplicationAutoScalingClient,
): Promise<readonly ScalableTarget[]> {
  return readTargets(scaling);
}

async function readTargets(scaling: ApplicationAutoScalingClient, resourceIds?: string[]) {
  const reading = readingOf('DescribeScalableTargets', 'the scalable target of', resourceIds?.[0]);
  const input = { ServiceNamespace, MaxResults: PER_PAGE, ...(resourceIds && { ResourceIds: resourceIds }) };
  const found = await pages(reading, async (NextToken) => {
    const page = await scaling.send(new DescribeScalableTargetsCommand({ ...input, NextToken }));
    return { items: page.ScalableTargets, next: page.NextToken };
  });
  return found.map((target) => targetFrom(target, reading));
}

/** Of one scalable target, or of all services. */
export async function readScalingPolicies(
  scaling: ApplicationAutoScalingClient,
  ResourceId?: string,
): Promise<readonly ScalingPolicy[]> {
  const reading = readingOf('DescribeScalingPolicies', 'the scaling policies of', ResourceId);
  const input = { ServiceNamespace, MaxResults: POLICIES_PER_PAGE, ...(ResourceId && { ResourceId }) };
  const found = await pages(reading, async (NextToken) => {
    const page = await scaling.send(new DescribeScalingPoliciesCommand({ ...input, NextToken }));
    return { items: page.ScalingPolicies, next: page.NextToken };
  });
  return found.map((policy) => policyFrom(policy, reading));
}

/** Of one scalable target, or of all services. */
export async function readScheduledScaling(
  scaling: ApplicationAutoScalingClient,
  ResourceId?: string,
): Promise<readonly ScheduledScaling[]> {
  const reading = readingOf('DescribeScheduledActions', 'the scheduled scaling of', ResourceId);
  const input = { ServiceNamespace, MaxResults: PER_PAGE, ...(ResourceId && { ResourceId }) };
  const found = await pages(reading, async (NextToken) => {
    const page = await scaling.send(new DescribeScheduledActionsCommand({ ...input, NextToken }));
    return { items: page.ScheduledActions, next: page.NextToken };
  });
  return found.map((action) => scheduledFrom(action, reading));
}

function pages<Item>(reading: Reading, fetch: (token: string | undefined) => Promise<Page<Item>>) {
  return read(reading, () => allPages(fetch));
}

function readingOf(operation: string, what: string, resourceId = 'all services'): Reading {
  return { action: `application-autoscaling:${operation}`, what: `${what} ${resourceId}` };
}

function targetFrom(target: AwsScalableTarget, reading: Reading): ScalableTarget {
  const suspended = target.SuspendedState;
  return {
    resourceId: need(target.ResourceId, 'ResourceId', reading),
    min: need(target.MinCapacity, 'MinCapacity', reading),
    max: need(target.MaxCapacity, 'MaxCapacity', reading),
    suspended: {
      scaleIn: suspended?.DynamicScalingInSuspended ?? false,
      scaleOut: suspended?.DynamicScalingOutSuspended ?? false,
      scheduled: suspended?.ScheduledScalingSuspended ?? false,
    },
  };
}

function scheduledFrom(action: ScheduledAction, reading: Reading): ScheduledScaling {
  const { MinCapacity: min, MaxCapacity: max } = action.ScalableTargetAction ?? {};
  return {
    name: need(action.ScheduledActionName, 'ScheduledActionName', reading),
    resourceId: need(action.ResourceId, 'ResourceId', reading),
    schedule: need(action.Schedule, 'Schedule', reading),
    timezone: action.Timezone ?? 'UTC',
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(action.StartTime && { startsAt: iso(action.StartTime) }),
    ...(action.EndTime && { endsAt: iso(action.EndTime) }),
  };
}
