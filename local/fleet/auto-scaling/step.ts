import type {
  StepAdjustment,
  StepScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import { newestReading } from '../cloudwatch/evaluate.ts';
import type { AlarmModel } from '../cloudwatch/model.ts';
import type { World } from '../model.ts';
import { setDesiredCount } from '../service.ts';
import { countTasks } from '../service-census.ts';
import type { PolicyModel } from './model.ts';
import { serviceOf } from './scaled-service.ts';
import { isHeld } from './track.ts';
import { activeOf, cooldownAfter, type Direction } from './tracking.ts';

/** An alarm is in ALARM: the step policies among its actions are called. */
export function callStepPolicies(world: World, alarm: AlarmModel): void {
  for (const policy of world.autoScaling.policies.values()) {
    const { PolicyARN = '', PolicyType } = policy.record;
    if (PolicyType === 'StepScaling' && alarm.record.AlarmActions?.includes(PolicyARN))
      step(world, policy, alarm);
  }
}

/**
 * The adjustment of the band that the breach lies in, from the running count. One during a cooldown counts what the last
 * one added, and nothing is taken away then:
 * https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
 */
function step(world: World, policy: PolicyModel, alarm: AlarmModel): void {
  const { ResourceId = '', StepScalingPolicyConfiguration: steps = {} } = policy.record;
  const target = world.autoScaling.targets.get(ResourceId);
  const service = serviceOf(world, ResourceId);
  const metric = newestReading(world, alarm);
  if (target === undefined || service === undefined || metric === undefined) return;
  const adjustment = bandOf(steps, metric - (alarm.record.Threshold ?? 0))?.ScalingAdjustment ?? 0;
  const direction = adjustment < 0 ? 'in' : 'out';
  if (adjustment === 0 || isHeld(service, target.SuspendedState, direction)) return;
  const { running } = countTasks(service);
  const now = world.timeline.now();
  const base = baseOf(policy, direction, running, now);
  if (base === undefined) return;
  const { MinCapacity = 0, MaxCapacity = 0 } = target;
  const wanted = Math.min(Math.max(base + change(steps, base, adjustment), MinCapacity), MaxCapacity);
  const { desiredCount = 0 } = service.record;
  if (direction === 'out' ? wanted <= desiredCount : wanted >= desiredCount) return;
  const seconds = { ScaleInCooldown: steps.Cooldown, ScaleOutCooldown: steps.Cooldown };
  policy.cooldown = cooldownAfter(seconds, { direction, now, running, cooldown: policy.cooldown });
  setDesiredCount(service, wanted);
}

/** What an adjustment starts from; undefined while a cooldown holds it. */
function baseOf(
  { cooldown }: PolicyModel,
  direction: Direction,
  running: number,
  now: number,
): number | undefined {
  const active = activeOf(cooldown, now);
  if (active === undefined) return running;
  return direction === 'in' ? undefined : active.from;
}

/** Above the threshold a band has its lower end, below it its upper end. */
function bandOf(
  { StepAdjustments = [] }: StepScalingPolicyConfiguration,
  breach: number,
): StepAdjustment | undefined {
  return StepAdjustments.find(({ MetricIntervalLowerBound: lower, MetricIntervalUpperBound: upper }) => {
    const [from, until] = [lower ?? Number.NEGATIVE_INFINITY, upper ?? Number.POSITIVE_INFINITY];
    return breach >= 0 ? from <= breach && breach < until : from < breach && breach <= until;
  });
}

/** Percent are rounded towards zero, but for what is less than one. */
function change(
  { AdjustmentType }: StepScalingPolicyConfiguration,
  count: number,
  adjustment: number,
): number {
  if (AdjustmentType !== 'PercentChangeInCapacity') return adjustment;
  const exact = (count * adjustment) / 100;
  return Math.abs(exact) < 1 ? Math.sign(exact) : Math.trunc(exact);
}
