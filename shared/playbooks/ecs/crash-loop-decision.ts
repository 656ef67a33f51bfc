import { shortTaskDefinition } from '../../domain/arn.ts';
import type { Decision } from '../../domain/decision.ts';
import type { Service } from '../../domain/fleet.ts';
import type { CrashLoopFacts, RemedySettings } from './crash-loop-facts.ts';
import {
  decideRelease,
  LOOK,
  nothing,
  released,
  rollBack,
  scaleToZero,
  secondsSince,
} from './crash-loop-remedy.ts';
import { LEFT_TO_RESTORE_IMAGE } from './left-to-restore.ts';

const EVENTS = 'Look at the events of the service in the ECS console.';

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

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html */
function breakerMayRollBack({ circuitBreaker, deployments }: Service): boolean {
  const primary = deployments.find((deployment) => deployment.status === 'PRIMARY');
  return circuitBreaker.enabled && circuitBreaker.rollback && primary?.rolloutState === 'IN_PROGRESS';
}
