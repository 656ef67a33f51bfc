import { type ECSClient, UpdateServiceCommand, type UpdateServiceCommandInput } from '@aws-sdk/client-ecs';
import { isOutcomeUnknown } from '../aws/failures.ts';
import { readService } from '../aws/reads/service.ts';
import type { ActionResult } from '../domain/decision.ts';
import { ReadError } from '../domain/errors.ts';
import type { Service } from '../domain/fleet.ts';
import { failed } from './failed.ts';

/** One field of a service that goes from one value to another. */
export interface Change {
  readonly target: string;
  readonly clusterArn: string;
  readonly service: string;
  readonly from: string;
  readonly to: string;
  /** What changes, for people: "task definition". */
  readonly what: string;
  current(service: Service): string;
  /** Why this kind of service cannot be changed like that; undefined when it can. */
  objection?(service: Service): string | undefined;
  readonly update: Partial<UpdateServiceCommandInput>;
}

/**
 * Compares, then writes: UpdateService has no token and no condition of its own, so the value that was planned
 * against is looked at right before. A repeat finds the new value and writes nothing.
 */
export async function changeService(ecs: ECSClient, change: Change): Promise<ActionResult> {
  const standing = await look(ecs, change).catch(unreadable);
  if (standing !== 'ready') return standing;
  try {
    await ecs.send(
      new UpdateServiceCommand({ cluster: change.clusterArn, service: change.service, ...change.update }),
    );
    return done(change);
  } catch (error) {
    if (isOutcomeUnknown(error)) return learn(ecs, change, error);
    return failed({ permission: 'ecs:UpdateService', resource: change.target }, error);
  }
}

/** What the service says about the change now: the result if there is nothing to write, else `ready`. */
async function look(ecs: ECSClient, change: Change): Promise<ActionResult | 'ready'> {
  const service = await readService(ecs, change.clusterArn, change.service);
  const objection = service ? objectionTo(service, change) : 'it does not exist any more';
  if (!service || objection) return { type: 'refused', reason: `${change.service}: ${objection}` };
  const now = change.current(service);
  if (now === change.to) {
    return { type: 'done', reason: `the ${change.what} was ${now} already`, before: now, after: now };
  }
  if (now === change.from) return 'ready';
  const reason = `the ${change.what} changed meanwhile: it was ${change.from}, now it is ${now}`;
  return { type: 'refused', reason };
}

function objectionTo(service: Service, change: Change): string | undefined {
  if (service.status !== 'ACTIVE') return `it is ${service.status}, not ACTIVE`;
  return change.objection?.(service);
}

/** No answer came: the service itself says whether the write took effect. Throws when it cannot be asked. */
async function learn(ecs: ECSClient, change: Change, cause: unknown): Promise<ActionResult> {
  const standing = await look(ecs, change);
  if (standing === 'ready')
    return failed({ permission: 'ecs:UpdateService', resource: change.target }, cause);
  return standing.type === 'done' ? done(change) : standing;
}

function done({ what, from, to }: Change): ActionResult {
  return { type: 'done', reason: `the ${what} went from ${from} to ${to}`, before: from, after: to };
}

/** Nothing was written yet, so this is an ordinary failure. */
function unreadable(error: unknown): ActionResult {
  if (error instanceof ReadError) return { type: 'failed', reason: error.message };
  throw error;
}
