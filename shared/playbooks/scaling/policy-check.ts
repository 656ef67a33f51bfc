import { canonical } from '../../domain/action.ts';
import type { Alarm } from '../../domain/alarm.ts';
import type { Check, Plan } from '../../domain/decision.ts';
import type { Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import type { ScalingPolicy, ScheduledScaling } from '../../domain/scaling.ts';
import type { PutScalingPolicy, SetScheduledAction, SetSteps } from '../../domain/scaling-action.ts';
import { stepsStanding } from '../../domain/step-policy.ts';
import { OUR_ALARMS } from '../../scaling/heed.ts';
import type { PolicyAction } from './policy-facts.ts';
import { sameTracking, trackingOf } from './tracking-fate.ts';

interface Found {
  readonly policies: readonly ScalingPolicy[];
  readonly scheduled: readonly ScheduledScaling[];
  readonly alarms: readonly Alarm[];
}

/** Whether AWS has each policy, alarm and scheduled action as it was put. */
export async function checkPolicies(plan: Plan, _situation: Situation, reads: Reads): Promise<Check> {
  const [policies, scheduled, alarms] = await Promise.all([
    reads.scalingPolicies(),
    reads.scheduledScaling(),
    reads.alarmsNamed(OUR_ALARMS),
  ]);
  const put = plan.actions.filter(isPolicyAction);
  const open = put.filter((action) => !isSo(action, { policies, scheduled, alarms }));
  const [first] = open;
  if (first === undefined) return { type: 'held', reason: 'every policy reads as it was put' };
  return { type: 'waiting', reason: `not yet so for ${open.length}, such as ${resourceIdOf(first)}` };
}

function isPolicyAction(action: Plan['actions'][number]): action is PolicyAction {
  const { kind } = action;
  return (
    kind === 'scaling.put-policy' || kind === 'scaling.set-steps' || kind === 'scaling.set-scheduled-action'
  );
}

function resourceIdOf(action: PolicyAction): string {
  return 'policy' in action ? action.policy.resourceId : action.resourceId;
}

function isSo(action: PolicyAction, found: Found): boolean {
  switch (action.kind) {
    case 'scaling.put-policy':
      return isTracking(action, found);
    case 'scaling.set-steps':
      return isStepping(action, found);
    case 'scaling.set-scheduled-action':
      return isScheduled(action, found);
  }
}

function isTracking({ policy }: PutScalingPolicy, { policies }: Found): boolean {
  const found = policies.find((one) => one.name === policy.name && one.resourceId === policy.resourceId);
  const now = found && trackingOf(found);
  return now !== undefined && sameTracking(now, policy);
}

function isStepping({ resourceId, to }: SetSteps, { policies, alarms }: Found): boolean {
  const own = policies.filter((one) => one.resourceId === resourceId);
  const names = { policy: to.policy?.name ?? '', alarm: to.alarm?.name ?? '' };
  const alarm = alarms.find(({ name }) => name === names.alarm);
  return canonical(stepsStanding(names, own, alarm, to)) === canonical(to);
}

function isScheduled({ resourceId, to }: SetScheduledAction, { scheduled }: Found): boolean {
  const own = scheduled.filter((one) => one.resourceId === resourceId);
  return own.some((one) => canonical(one) === canonical(to));
}
