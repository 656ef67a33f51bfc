import { shortTaskDefinition } from '../../domain/arn.ts';
import type { Cause } from '../../domain/cause.ts';
import type { Attempt, Decision } from '../../domain/decision.ts';
import type { Service, SteadyRevision } from '../../domain/fleet.ts';
import { failureCount } from '../../domain/incident.ts';
import { deployRevision, setDesiredCount } from './remedy.ts';

/** The settings that the decision uses; `stop-crash-loop.ts` has them all. */
export interface RemedySettings {
  readonly windowMinutes: number;
  readonly remedy: 'roll-back' | 'scale-to-zero' | 'tell';
  readonly verifyMinutes: number;
  readonly comeBackMinutes: number;
}

export interface CrashLoopFacts {
  readonly service: Service | null;
  /** `family:revision` that fails, and how often it did within the window. */
  readonly failing: string;
  readonly failures: number;
  readonly cause: Cause | null;
  readonly rollback: SteadyRevision | null;
  readonly attempts: readonly Attempt[];
}

const LOOK = 'Look at the log and the last change, then deploy a fix.';
/** A stopped service waits so long for another task definition before its incident is closed. */
const RELEASE_HOURS = 24;

/** What to do about a revision that keeps failing: pure. */
export function decideRemedy(facts: CrashLoopFacts, config: RemedySettings): Decision {
  const { service, failing, attempts, cause } = facts;
  if (service?.status !== 'ACTIVE') return nothing('the service is gone');
  const current = shortTaskDefinition(service.taskDefinitionArn);
  const stopped = attempts.find(({ action }) => action.kind === 'ecs.set-desired-count' && action.to === 0);
  if (stopped) return decideRelease(service, failing, stopped, config);
  if (attempts.length > 0) return nothing(`${failing} was dealt with once, and that did not hold`, LOOK);
  if (service.desiredCount === 0) return nothing('nobody wants tasks of this service any more');
  if (current !== failing) return nothing(`released: the service uses ${current} by now`);
  if (config.remedy === 'tell') return nothing('the settings say to tell only', cause?.nextStep ?? LOOK);
  if (service.deploymentController !== 'ECS') {
    return nothing(
      `${service.deploymentController} controls its deployments, so only it may roll back`,
      LOOK,
    );
  }
  if (breakerWillRollBack(service)) {
    return nothing('the deployment circuit breaker of ECS is on and rolls this deployment back by itself');
  }
  if (config.remedy === 'scale-to-zero') return scaleToZero(facts, service, config);
  return rollBack(facts, service, config);
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html */
function breakerWillRollBack({ circuitBreaker, deployments }: Service): boolean {
  const primary = deployments.find((deployment) => deployment.status === 'PRIMARY');
  return circuitBreaker.enabled && circuitBreaker.rollback && primary?.rolloutState === 'IN_PROGRESS';
}

function rollBack(facts: CrashLoopFacts, service: Service, config: RemedySettings): Decision {
  const { failing, rollback, cause } = facts;
  if (!rollback) return nothing('no other revision is known to have been steady', cause?.nextStep ?? LOOK);
  const good = shortTaskDefinition(rollback.taskDefinitionArn);
  return {
    type: 'act',
    reason: `${failures(facts, config)}; ${good} was the last steady revision`,
    actions: [deployRevision(service, rollback.taskDefinitionArn)],
    success: `all ${service.desiredCount} tasks run ${good}, and ${failing} is gone`,
    deadlineSeconds: config.verifyMinutes * 60,
    holdSeconds: config.comeBackMinutes * 60,
  };
}

function scaleToZero(facts: CrashLoopFacts, service: Service, config: RemedySettings): Decision {
  return {
    type: 'act',
    reason: `${failures(facts, config)}; stopped until another task definition arrives`,
    actions: [setDesiredCount(service, 0)],
    success: 'no task runs',
    deadlineSeconds: config.verifyMinutes * 60,
    holdSeconds: RELEASE_HOURS * 3600,
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
  if (current === failing)
    return nothing(`${failing} is still deployed`, `Deploy a fix; ${saved} tasks then start.`);
  if (service.desiredCount !== 0) return nothing(`released: somebody started ${current} already`);
  return {
    type: 'act',
    reason: `${current} was deployed, so the saved desired count of ${saved} is restored`,
    actions: [setDesiredCount(service, saved)],
    success: `${saved} tasks run ${current}`,
    deadlineSeconds: config.verifyMinutes * 60,
    holdSeconds: config.comeBackMinutes * 60,
  };
}

function failures({ failing, failures: count }: CrashLoopFacts, { windowMinutes }: RemedySettings): string {
  return count > 0
    ? `${failing} failed ${failureCount(count)} times in ${windowMinutes} min`
    : `ECS cannot start ${failing}`;
}

function nothing(reason: string, nextStep?: string): Decision {
  return { type: 'nothing', reason, ...(nextStep && { nextStep }) };
}
