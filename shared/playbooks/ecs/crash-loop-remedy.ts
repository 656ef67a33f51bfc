import { shortTaskDefinition } from '../../domain/arn.ts';
import type { Attempt, Decision } from '../../domain/decision.ts';
import type { Service } from '../../domain/fleet.ts';
import { failureCount } from '../../domain/mark.ts';
import type { CrashLoopFacts, RemedySettings } from './crash-loop-facts.ts';
import { deployRevision, setDesiredCount } from './remedy.ts';

export const LOOK = 'Look at the log and the last change, then deploy a fix.';
/** A stopped service waits so long for another task definition before its incident is closed. */
const RELEASE_HOURS = 24;

/** Back to the last revision that was steady, if one is known. */
export function rollBack(
  facts: CrashLoopFacts,
  service: Service,
  config: RemedySettings,
  now: number,
): Decision {
  const { failing, rollback, cause } = facts;
  if (!rollback) return nothing('no other revision is known to have been steady', cause?.nextStep ?? LOOK);
  const good = shortTaskDefinition(rollback.taskDefinitionArn);
  return {
    type: 'act',
    reason: `${failures(facts, now)}; ${good} was the last steady revision`,
    actions: [deployRevision(service, rollback.taskDefinitionArn)],
    success: `all ${service.desiredCount} tasks run ${good}, and ${failing} is gone`,
    deadlineSeconds: config.verifyMinutes * 60,
    holdSeconds: config.comeBackMinutes * 60,
  };
}

/** No tasks until another task definition arrives. */
export function scaleToZero(
  facts: CrashLoopFacts,
  service: Service,
  config: RemedySettings,
  now: number,
): Decision {
  return {
    type: 'act',
    reason: `${failures(facts, now)}; stopped until another task definition arrives`,
    actions: [setDesiredCount(service, 0)],
    success: 'no task runs',
    deadlineSeconds: config.verifyMinutes * 60,
    holdSeconds: RELEASE_HOURS * 3600,
    thenDecideAgain: true,
  };
}

/** After a stop: give back the desired count once another task definition is there. */
export function decideRelease(
  service: Service,
  failing: string,
  stopped: Attempt,
  config: RemedySettings,
): Decision {
  const current = shortTaskDefinition(service.taskDefinitionArn);
  const saved = stopped.action.kind === 'ecs.set-desired-count' ? stopped.action.from : 0;
  if (service.desiredCount !== 0 && current === failing) {
    return nothing(`something set the desired count to ${service.desiredCount} again`, LOOK);
  }
  if (service.desiredCount !== 0) return released(`released: somebody started ${current} already`);
  if (current === failing) {
    return nothing(`${failing} is still deployed`, `Deploy a fix, and set the desired count to ${saved}.`);
  }
  return {
    type: 'act',
    reason: `${current} was deployed, so the saved desired count of ${saved} is restored`,
    actions: [setDesiredCount(service, saved)],
    success: `${saved} tasks run ${current}`,
    deadlineSeconds: config.verifyMinutes * 60,
    holdSeconds: config.comeBackMinutes * 60,
  };
}

function failures({ failing, failures: count, firstAt }: CrashLoopFacts, now: number): string {
  const minutes = Math.max(1, Math.ceil(secondsSince(firstAt, now) / 60));
  return `${failing} failed ${failureCount(count)} times in ${minutes} min`;
}

export function secondsSince(at: string | null, now: number): number {
  return at === null ? Number.POSITIVE_INFINITY : (now - Date.parse(at)) / 1000;
}

export function nothing(reason: string, nextStep: string): Decision {
  return { type: 'nothing', reason, nextStep };
}

export function released(reason: string): Decision {
  return { type: 'nothing', reason, released: true };
}
