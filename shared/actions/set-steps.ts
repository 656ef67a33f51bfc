import {
  type ApplicationAutoScalingClient,
  DeleteScalingPolicyCommand,
  DeregisterScalableTargetCommand,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  type CloudWatchClient,
  DeleteAlarmsCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import { readAlarm } from '../aws/reads/alarms.ts';
import { readScalableTarget, readScalingPolicies, SERVICE_COUNTS } from '../aws/reads/application-scaling.ts';
import { canonical } from '../domain/action.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { SetSteps } from '../domain/scaling-action.ts';
import { numbersFlaw } from '../domain/scaling-limits.ts';
import { isUnderWay, type StepAlarm, type StepsStanding, stepsStanding } from '../domain/step-policy.ts';
import { compareAndSet } from './compare-and-set.ts';
import { mayDeregister, mayHave } from './registration.ts';
import { alarmInput, policyInput, stepsWords } from './step-inputs.ts';

export interface StepClients {
  readonly scaling: ApplicationAutoScalingClient;
  readonly cloudWatch: CloudWatchClient;
}

/**
 * Gives a service a step policy and then the alarm that calls it, or takes the alarm away and then the policy. What was
 * cut off between the two is completed by a repeat.
 */
export async function setSteps(clients: StepClients, action: SetSteps): Promise<ActionResult> {
  const flaw = numbersFlaw(action);
  if (flaw !== undefined) return { type: 'refused', reason: flaw };
  const { target, from, to } = action;
  let seen: StepsStanding = {};
  return compareAndSet<StepsStanding>({
    target,
    permission: 'application-autoscaling:PutScalingPolicy',
    what: 'step policy',
    from,
    to,
    words: stepsWords,
    async current() {
      const now = await look(clients, action);
      if (now === undefined) return undefined;
      seen = now;
      return canonical(now) !== canonical(to) && isUnderWay(now, from, to) ? from : now;
    },
    write: () => (to.policy ? put(clients, action, seen) : remove(clients, action, seen)),
  });
}

/** Undefined where there is nothing any more that could have a policy. */
async function look(clients: StepClients, action: SetSteps): Promise<StepsStanding | undefined> {
  const { resourceId, register, to } = action;
  const names = namesOf(action);
  if (to.policy && !mayHave(await readScalableTarget(clients.scaling, resourceId), register))
    return undefined;
  const policies = await readScalingPolicies(clients.scaling, resourceId);
  return stepsStanding(names, policies, await readAlarm(clients.cloudWatch, names.alarm), to);
}

function namesOf({ from, to }: Pick<SetSteps, 'from' | 'to'>) {
  return {
    policy: to.policy?.name ?? from.policy?.name ?? '',
    alarm: to.alarm?.name ?? from.alarm?.name ?? '',
  };
}

async function put(
  { scaling, cloudWatch }: StepClients,
  action: SetSteps,
  seen: StepsStanding,
): Promise<void> {
  const { resourceId, register, to } = action;
  const ids = { ...SERVICE_COUNTS, ResourceId: resourceId };
  if (!to.policy) return;
  const bounds = register && { MinCapacity: register.min, MaxCapacity: register.max };
  if (bounds) await scaling.send(new RegisterScalableTargetCommand({ ...ids, ...bounds }));
  const answer = await scaling.send(new PutScalingPolicyCommand({ ...ids, ...policyInput(to.policy) }));
  if (to.alarm) await putAlarm(cloudWatch, to.alarm, answer.PolicyARN ?? (await arnOf(scaling, action)));
  else if (seen.alarm) await removeAlarm(cloudWatch, namesOf(action).alarm);
}

/** Where the answer left it out: an alarm that calls nothing would be put again and again. */
async function arnOf(
  scaling: ApplicationAutoScalingClient,
  { resourceId, to }: SetSteps,
): Promise<string | undefined> {
  const policies = await readScalingPolicies(scaling, resourceId);
  return policies.find(({ name }) => name === to.policy?.name)?.arn;
}

async function remove(
  { scaling, cloudWatch }: StepClients,
  action: SetSteps,
  seen: StepsStanding,
): Promise<void> {
  const { resourceId, deregister, to } = action;
  const { policy, alarm } = namesOf(action);
  const ids = { ...SERVICE_COUNTS, ResourceId: resourceId };
  if (to.alarm) await putAlarm(cloudWatch, to.alarm, undefined);
  else if (seen.alarm) await removeAlarm(cloudWatch, alarm);
  if (await mayDeregister(scaling, { resourceId, deregister, policy })) {
    await scaling.send(new DeregisterScalableTargetCommand(ids));
  } else if (seen.policy) {
    await scaling.send(new DeleteScalingPolicyCommand({ ...ids, PolicyName: policy }));
  }
}

async function putAlarm(
  cloudWatch: CloudWatchClient,
  alarm: StepAlarm,
  policyArn: string | undefined,
): Promise<void> {
  await cloudWatch.send(new PutMetricAlarmCommand(alarmInput(alarm, policyArn)));
}

async function removeAlarm(cloudWatch: CloudWatchClient, name: string): Promise<void> {
  await cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [name] }));
}
