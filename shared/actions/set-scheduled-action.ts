import {
  type ApplicationAutoScalingClient,
  DeleteScheduledActionCommand,
  DeregisterScalableTargetCommand,
  PutScheduledActionCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  readScalableTarget,
  readScheduledScaling,
  SERVICE_COUNTS,
} from '../aws/reads/application-scaling.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { ScheduledScaling } from '../domain/scaling.ts';
import type { SetScheduledAction } from '../domain/scaling-action.ts';
import { numbersFlaw } from '../domain/scaling-limits.ts';
import { compareAndSet } from './compare-and-set.ts';
import { mayDeregister, mayHave } from './registration.ts';

/** Gives a service a scheduled action, and registers it before, where that was planned; or takes it away. */
export async function setScheduledAction(
  scaling: ApplicationAutoScalingClient,
  action: SetScheduledAction,
): Promise<ActionResult> {
  const flaw = numbersFlaw(action);
  if (flaw !== undefined) return { type: 'refused', reason: flaw };
  const { target, from, to, resourceId, register } = action;
  return compareAndSet<ScheduledScaling | 'none'>({
    target,
    permission: `application-autoscaling:${to === 'none' ? 'Delete' : 'Put'}ScheduledAction`,
    what: 'scheduled action',
    from,
    to,
    words: scheduledWords,
    async current() {
      if (to !== 'none' && !mayHave(await readScalableTarget(scaling, resourceId), register))
        return undefined;
      const found = await readScheduledScaling(scaling, resourceId);
      return found.find(({ name }) => name === nameOf(action)) ?? 'none';
    },
    write: () => (to === 'none' ? remove(scaling, action) : put(scaling, action, to)),
  });
}

function nameOf({ from, to }: Pick<SetScheduledAction, 'from' | 'to'>): string {
  if (to !== 'none') return to.name;
  return from === 'none' ? '' : from.name;
}

/** Without a start and an end AWS takes away those that it had. */
async function put(
  scaling: ApplicationAutoScalingClient,
  { resourceId, register }: SetScheduledAction,
  { name, schedule, timezone, min, max, startsAt, endsAt }: ScheduledScaling,
): Promise<void> {
  const ids = { ...SERVICE_COUNTS, ResourceId: resourceId };
  const bounds = register && { MinCapacity: register.min, MaxCapacity: register.max };
  if (bounds) await scaling.send(new RegisterScalableTargetCommand({ ...ids, ...bounds }));
  await scaling.send(
    new PutScheduledActionCommand({
      ...ids,
      ScheduledActionName: name,
      Schedule: schedule,
      ScalableTargetAction: { MinCapacity: min, MaxCapacity: max },
      Timezone: timezone,
      ...(startsAt !== undefined && { StartTime: new Date(startsAt) }),
      ...(endsAt !== undefined && { EndTime: new Date(endsAt) }),
    }),
  );
}

async function remove(scaling: ApplicationAutoScalingClient, action: SetScheduledAction): Promise<void> {
  const { resourceId, deregister } = action;
  const ids = { ...SERVICE_COUNTS, ResourceId: resourceId };
  const scheduled = nameOf(action);
  if (await mayDeregister(scaling, { resourceId, deregister, scheduled })) {
    await scaling.send(new DeregisterScalableTargetCommand(ids));
  } else {
    await scaling.send(new DeleteScheduledActionCommand({ ...ids, ScheduledActionName: scheduled }));
  }
}

function scheduledWords(action: ScheduledScaling | 'none'): string {
  if (action === 'none') return 'none';
  const { schedule, timezone, min = 'as it is', max = 'as it is' } = action;
  return `${min} to ${max} at ${schedule} ${timezone}`;
}
