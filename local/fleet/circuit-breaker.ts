import { beginDeployment, finishEntry, moveTo } from './deployment.ts';
import { sendDeploymentEvent } from './events.ts';
import type { DeploymentModel, ServiceModel, World } from './model.ts';

/** Half the desired count, but at least 3 and at most 200: the ECS developer guide's rule. */
export function breakerThreshold(desiredCount: number): number {
  return Math.min(200, Math.max(3, Math.ceil(desiredCount / 2)));
}

/** Give up a deployment whose tasks keep failing, and go back to the last that completed if so configured. */
export function checkBreaker(world: World, service: ServiceModel, deployment: DeploymentModel): void {
  const breaker = service.record.deploymentConfiguration?.deploymentCircuitBreaker;
  if (breaker?.enable !== true || deployment.rolloutState !== 'IN_PROGRESS') return;
  const threshold = breakerThreshold(service.record.desiredCount ?? 0);
  const triggered = deployment.failedTasks >= threshold;
  deployment.entry.deploymentCircuitBreaker = {
    status: triggered ? 'TRIGGERED' : 'MONITORING',
    failureCount: deployment.failedTasks,
    threshold,
  };
  if (triggered) fail(world, service, deployment, breaker.rollback === true);
}

function fail(world: World, service: ServiceModel, deployment: DeploymentModel, rollback: boolean): void {
  const reason = 'ECS deployment circuit breaker: tasks failed to start.';
  moveTo(world, deployment, 'FAILED', reason);
  sendDeploymentEvent(world, service, 'ERROR', 'SERVICE_DEPLOYMENT_FAILED', deployment.id, reason);
  rollBack(world, service, deployment, { reason, rollback });
}

/** What ends a deployment, and whether it then goes back to the one that completed last. */
export interface Failing {
  readonly reason: string;
  readonly rollback: boolean;
}

export function rollBack(
  world: World,
  service: ServiceModel,
  deployment: DeploymentModel,
  { reason, rollback }: Failing,
): void {
  const target = service.deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED');
  const definition = target && world.definitions.get(target.taskDefinitionArn);
  deployment.entry.statusReason = reason;
  // Without a deployment that completed there is nowhere to go: the service stalls, as the guide says.
  if (!rollback || target === undefined || definition === undefined) {
    finishEntry(world, deployment.entry, deployment.isRollback ? 'ROLLBACK_FAILED' : 'STOPPED');
    return;
  }
  deployment.entry.status = 'ROLLBACK_IN_PROGRESS';
  deployment.entry.rollback = {
    reason,
    startedAt: new Date(world.timeline.now()),
    serviceRevisionArn: target.revisionArn,
  };
  beginDeployment(world, service, { definition, rollbackOf: deployment, rollbackTo: target, reason });
}
