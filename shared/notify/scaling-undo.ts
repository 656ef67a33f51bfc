import type { Bounds, ManagedScaling } from '../domain/scaling.ts';
import type {
  GroupSize,
  PutScalingPolicy,
  ScalableRange,
  ScalingAction,
  SetScheduledAction,
  SetSteps,
  TrackingPolicy,
} from '../domain/scaling-action.ts';
import { shell } from './shell.ts';

const SERVICES = '--service-namespace ecs --scalable-dimension ecs:service:DesiredCount';

/** A longer command would be cut in a message: the old values are in the receipt, too. */
const LONGEST = 380;

/** The command that brings the old numbers back; empty where there is nothing to bring back, or no room for it. */
export function undoScaling(action: ScalingAction): string {
  const command = commandOf(action);
  return command.length <= LONGEST ? command : '';
}

function commandOf(action: ScalingAction): string {
  switch (action.kind) {
    case 'scaling.set-range':
      return `aws application-autoscaling register-scalable-target ${ofService(action.resourceId)} ${range(action.inverse.to)}`;
    case 'scaling.set-group-size':
      return `aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${shell(action.name)} ${size(action.inverse.to)}`;
    case 'scaling.set-group-bounds':
      return `aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${shell(action.name)} ${bounds(action.inverse.to)}`;
    case 'scaling.set-managed-scaling':
      return `aws ecs update-capacity-provider --name ${shell(action.name)} --auto-scaling-group-provider ${managed(action.inverse.to)}`;
    case 'scaling.put-policy':
      return undoPolicy(action);
    case 'scaling.delete-policy':
      return '';
    case 'scaling.set-steps':
      return undoSteps(action);
    case 'scaling.set-scheduled-action':
      return undoScheduled(action);
  }
}

function undoPolicy({ inverse }: PutScalingPolicy): string {
  const { policy } = inverse;
  const own = `${ofService(policy.resourceId)} --policy-name ${shell(policy.name)}`;
  if (inverse.kind === 'scaling.put-policy') {
    const kind = '--policy-type TargetTrackingScaling --target-tracking-scaling-policy-configuration';
    return `aws application-autoscaling put-scaling-policy ${own} ${kind} ${shell(JSON.stringify(tracking(policy)))}`;
  }
  return inverse.deregister
    ? `aws application-autoscaling deregister-scalable-target ${ofService(policy.resourceId)}`
    : `aws application-autoscaling delete-scaling-policy ${own}`;
}

/** Only what is to go again: the old values of what was there before would not fit. */
function undoSteps({ resourceId, inverse: { from, to } }: SetSteps): string {
  if (to.policy || to.alarm || !from.policy || !from.alarm) return '';
  const alarm = `aws cloudwatch delete-alarms --alarm-names ${shell(from.alarm.name)}`;
  const policy = `${ofService(resourceId)} --policy-name ${shell(from.policy.name)}`;
  return `${alarm} && aws application-autoscaling delete-scaling-policy ${policy}`;
}

function undoScheduled({ resourceId, inverse: { from, to } }: SetScheduledAction): string {
  if (to !== 'none' || from === 'none') return '';
  return `aws application-autoscaling delete-scheduled-action ${ofService(resourceId)} --scheduled-action-name ${shell(from.name)}`;
}

function ofService(resourceId: string): string {
  return `${SERVICES} --resource-id ${shell(resourceId)}`;
}

function range({ min, max, suspended }: ScalableRange): string {
  const { scaleIn, scaleOut, scheduled } = suspended;
  const state = `DynamicScalingInSuspended=${scaleIn},DynamicScalingOutSuspended=${scaleOut},ScheduledScalingSuspended=${scheduled}`;
  return `--min-capacity ${min} --max-capacity ${max} --suspended-state ${state}`;
}

function size({ desired, ...own }: GroupSize): string {
  return `${bounds(own)} --desired-capacity ${desired}`;
}

function bounds({ min, max }: Bounds): string {
  return `--min-size ${min} --max-size ${max}`;
}

function managed({ enabled, targetCapacity, minStep, maxStep, warmupSeconds }: ManagedScaling): string {
  const warmup = warmupSeconds === undefined ? '' : `,instanceWarmupPeriod=${warmupSeconds}`;
  const fields = `status=${enabled ? 'ENABLED' : 'DISABLED'},targetCapacity=${targetCapacity},minimumScalingStepSize=${minStep},maximumScalingStepSize=${maxStep}${warmup}`;
  return shell(`managedScaling={${fields}}`);
}

function tracking(policy: TrackingPolicy): object {
  return {
    TargetValue: policy.targetValue,
    PredefinedMetricSpecification: {
      PredefinedMetricType: policy.metric,
      ...(policy.resourceLabel !== undefined && { ResourceLabel: policy.resourceLabel }),
    },
    ScaleOutCooldown: policy.scaleOutCooldownSeconds,
    ScaleInCooldown: policy.scaleInCooldownSeconds,
  };
}
