import { shortTaskDefinition } from '../../domain/arn.ts';
import type { Service, SteadyRevision } from '../../domain/fleet.ts';
import type { DeployRevision, SetDesiredCount } from '../../domain/fleet-action.ts';

/** Where a rollback could go: revisions that were steady and do not fail themselves, newest first. */
export function rollbackCandidates(
  steady: readonly SteadyRevision[],
  failing: readonly string[],
): readonly SteadyRevision[] {
  return steady.filter((revision) => !failing.includes(shortTaskDefinition(revision.taskDefinitionArn)));
}

/** Point the service at another task definition; the inverse points it back. */
export function deployRevision(service: Service, to: string): DeployRevision {
  const base = { kind: 'ecs.deploy-revision', ...changeTo(service) } as const;
  const from = service.taskDefinitionArn;
  return { ...base, from, to, inverse: { ...base, from: to, to: from } };
}

/** Set the desired count; the inverse restores what it was. */
export function setDesiredCount(service: Service, to: number): SetDesiredCount {
  const revision = service.taskDefinitionArn;
  const base = { kind: 'ecs.set-desired-count', revision, ...changeTo(service) } as const;
  const from = service.desiredCount;
  return { ...base, from, to, inverse: { ...base, from: to, to: from } };
}

/** A service serves people: whatever is changed of it is of high risk. */
function changeTo({ serviceArn, clusterArn, name }: Service) {
  return { target: serviceArn, clusterArn, service: name, risk: 'high' } as const;
}
