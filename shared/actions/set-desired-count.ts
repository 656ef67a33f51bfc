import type { ECSClient } from '@aws-sdk/client-ecs';
import type { ActionResult } from '../domain/decision.ts';
import type { SetDesiredCount, SetDesiredCountInverse } from '../domain/fleet-action.ts';
import { changeService } from './change-service.ts';

/** Sets a service's desired count, if it is still the one that was seen. */
export async function setDesiredCount(
  ecs: ECSClient,
  action: SetDesiredCount | SetDesiredCountInverse,
): Promise<ActionResult> {
  const { target, clusterArn, service, from, to } = action;
  if (!isCount(from) || !isCount(to)) {
    return { type: 'refused', reason: `a desired count must be a whole number from 0: ${from} -> ${to}` };
  }
  return changeService(ecs, {
    target,
    clusterArn,
    service,
    from: String(from),
    to: String(to),
    what: 'desired count',
    current: (now) => String(now.desiredCount),
    update: { desiredCount: to },
  });
}

/** Plans come out of checkpoints, where NaN has become null. */
function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
