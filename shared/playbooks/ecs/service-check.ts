import { shortTaskDefinition } from '../../domain/arn.ts';
import type { Check } from '../../domain/decision.ts';
import type { Service } from '../../domain/fleet.ts';

/**
 * Whether a service stands steadily on a task definition: it is the only deployment, its rollout is complete
 * and all wanted tasks run (DescribeServices: `rolloutState` COMPLETED means that it reached a steady state).
 */
export function checkRevision(service: Service | undefined, wanted: string, before: string): Check {
  if (service?.status !== 'ACTIVE') return { type: 'failed', reason: 'the service is gone' };
  const primary = service.deployments.find((deployment) => deployment.status === 'PRIMARY');
  const name = shortTaskDefinition(wanted);
  const current = shortTaskDefinition(service.taskDefinitionArn);
  if (service.taskDefinitionArn === before)
    return { type: 'failed', reason: `${current} was deployed again` };
  if (service.taskDefinitionArn !== wanted) return { type: 'changed', reason: `${current} was deployed` };
  if (primary?.rolloutState === 'FAILED') {
    return { type: 'failed', reason: `ECS gave up the deployment of ${name}` };
  }
  const counts = `${service.runningCount} of ${service.desiredCount} tasks run ${name}`;
  const complete = (primary?.rolloutState ?? 'COMPLETED') === 'COMPLETED' && service.deployments.length === 1;
  if (complete && service.runningCount === service.desiredCount) return { type: 'held', reason: counts };
  return { type: 'waiting', reason: counts };
}

/** Whether a service has the desired count that we set, and as many tasks running. */
export function checkDesiredCount(service: Service | undefined, wanted: number): Check {
  if (service?.status !== 'ACTIVE') return { type: 'failed', reason: 'the service is gone' };
  if (service.desiredCount !== wanted) {
    const reason = `something else set the desired count to ${service.desiredCount} instead of ${wanted}`;
    return { type: 'failed', reason };
  }
  const counts = `${service.runningCount} of ${wanted} tasks run`;
  return { type: service.runningCount === wanted ? 'held' : 'waiting', reason: counts };
}
