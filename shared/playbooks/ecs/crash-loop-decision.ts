import { shortTaskDefinition } from '../../domain/arn.ts';
import type { Cause } from '../../domain/cause.ts';
import type { Attempt, Decision } from '../../domain/decision.ts';
import type { Service, SteadyRevision } from '../../domain/fleet.ts';
import { failureCount } from '../../domain/incident.ts';
import { LEFT_TO_RESTORE_IMAGE } from './left-to-restore.ts';
import { deployRevision, setDesiredCount } from './remedy.ts';

/** The settings that the decision uses; `stop-crash-loop.ts` has them all. */
export interface RemedySettings {
  readonly remedy: 'roll-back' | 'scale-to-zero' | 'tell';
  readonly verifyMinutes: number;
  readonly comeBackMinutes: number;
}

export interface CrashLoopFacts {
  readonly service: Service | null;
  /** `family:revision` that fails; how often it did, one failure soon after the other, and since when. */
  readonly failing: string;
  readonly failures: number;
  readonly firstAt: string | null;
  readonly cause: Cause | null;
  readonly rollback: SteadyRevision | null;
  /** The newest task that ECS could not start fails for an archived image. */
  readonly imageArchived?: boolean;
  readonly attempts: readonly Attempt[];
}

const LOOK = 'Look at the log and the last change, then deploy a fix.';
const EVENTS = 'Look at the events of the service in the ECS console.';
/** A stopped service waits so long for another task definition before its incident is closed. */
const RELEASE_HOURS = 24;

/** A single failed task says nothing about its revision. */
export const FEWEST_FAILURES = 2;
/** The circuit breaker of ECS has so long to roll back by itself; it is looked at again that often. */
const BREAKER_MINUTES = 20;
const BREAKER_LOOK_SECONDS = 300;

/** What to do about a revision that keeps failing: pure. `now` in milliseconds since the epoch. */
export function decideRemedy(facts: CrashLoopFacts, config: RemedySettings, now: number): Decision {
  const { service, failing, attempts, cause } = facts;
  if (service?.status !== 'ACTIVE') return released('the service is gone');
  if (attempts.length > 0) return decideAfterwards(facts, service, config);
  const current = shortTaskDefinition(service.taskDefinitionArn);
  if (service.desiredCount === 0) return released('nobody wants tasks of this service any more');
  if (current !== failing) return released(`released: the service uses ${current} by now`);
  if (facts.failures < FEWEST_FAILURES) {
    if (facts.imageArchived) return LEFT_TO_RESTORE_IMAGE;
    return nothing('ECS cannot start its tasks, and it is not known that the revision is at fault', EVENTS);
  }
  if (config.remedy === 'tell') return nothing('the settings say to tell only', cause?.nextStep ?? LOOK);
  if (service.deploymentController !== 'ECS') {
    const reason = `${service.deploymentController} controls its deployments, so only it may roll back`;
    return nothing(reason, LOOK);
  }
  if (breakerMayRollBack(service) && secondsSince(facts.firstAt, now) < BREAKER_MINUTES * 60) {
    const reason = `the circuit breaker of ECS may roll back by itself; it has ${BREAKER_MINUTES} min`;
    return { type: 'wait', reason, seconds: BREAKER_LOOK_SECONDS };
  }
  const remedy = config.remedy === 'scale-to-zero' ? scaleToZero : rollBack;
  return remedy(facts, service, config, now);
}

/** What was done is done once; what is left is to say how it stands, or to give a stopped service its tasks back. */
function decideAfterwards(facts: CrashLoopFacts, service: Service, config: RemedySettings): Decision {
  const { failing, attempts } = facts;
  const current = shortTaskDefinition(service.taskDefinitionArn);
  const stopped = attempts.find(({ action }) => action.kind === 'ecs.set-desired-count' && action.to === 0);
  if (stopped && attempts.length > 1) {
    return { type: 'nothing', reason: `${current} was started again, and that did not hold` };
  }
  if (stopped) return decideRelease(service, failing, stopped, config);
  const [first] = attempts;
  const wanted = first?.action.kind === 'ecs.deploy-revision' && shortTaskDefinition(first.action.to);
  if (current === failing) return nothing(`${failing} was dealt with once, and is deployed again`, LOOK);
  if (current !== wanted) return released(`released: the service uses ${current} by now`);
  return { type: 'nothing', reason: `${failing} was dealt with once, and that did not hold` };
}

function secondsSince(at: string | null, now: number): number {
  return at === null ? Number.POSITIVE_INFINITY : (now - Date.parse(at)) / 1000;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html */
function breakerMayRollBack({ circuitBreaker, deployments }: Service): boolean {
  const primary = deployments.find((deployment) => deployment.status === 'PRIMARY');
  return circuitBreaker.enabled && circuitBreaker.rollback && primary?.rolloutState === 'IN_PROGRESS';
}

function rollBack(facts: CrashLoopFacts, service: Service, config: RemedySettings, now: number): Decision {
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

function scaleToZero(facts: CrashLoopFacts, service: Service, config: RemedySettings, now: number): Decision {
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
function decideRelease(
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

function nothing(reason: string, nextStep: string): Decision {
  return { type: 'nothing', reason, nextStep };
}

function released(reason: string): Decision {
  return { type: 'nothing', reason, released: true };
}
