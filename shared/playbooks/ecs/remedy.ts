import type { DeployRevision, SetDesiredCount } from '../../domain/action.ts';
import { shortTaskDefinition } from '../../domain/arn.ts';
import type { Service, SteadyRevision } from '../../domain/fleet.ts';
import type { Mark } from '../../domain/incident.ts';

/** Where a rollback could go: the newest revision that was steady and has not failed just now itself. */
export function rollbackCandidate(
  steady: readonly SteadyRevision[],
  failing: string,
  marks: readonly Mark[],
): SteadyRevision | undefined {
  const bad = new Set([failing, ...marks.map((mark) => mark.group)]);
  return steady.find((revision) => !bad.has(shortTaskDefinition(revision.taskDefinitionArn)));
}

/** Point the service at another task definition; the inverse points it back. */
export function deployRevision(service: Service, to: string): DeployRevision {
  const base = {
    kind: 'ecs.deploy-revision',
    target: service.serviceArn,
    clusterArn: service.clusterArn,
    service: service.name,
    risk: 'high',
  } as const;
  const from = service.taskDefinitionArn;
  return { ...base, from, to, inverse: { ...base, from: to, to: from } };
}

/** Set the desired count; the inverse restores what it was. */
export function setDesiredCount(service: Service, to: number): SetDesiredCount {
  const base = {
    kind: 'ecs.set-desired-count',
    target: service.serviceArn,
    clusterArn: service.clusterArn,
    service: service.name,
    risk: 'high',
  } as const;
  const from = service.desiredCount;
  return { ...base, from, to, inverse: { ...base, from: to, to: from } };
}
