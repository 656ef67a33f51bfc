import type { SetDesiredCount } from '../../domain/action.ts';
import { shortTaskDefinition } from '../../domain/arn.ts';
import type { Attempt, Check, Plan } from '../../domain/decision.ts';
import type { FleetReads, Service } from '../../domain/fleet.ts';
import type { IncidentRecord, Mark } from '../../domain/incident.ts';
import type { Situation } from '../../domain/playbook.ts';
import { checkDesiredCount, checkRevision } from './service-check.ts';

/** ECS's own complaint about a service names no revision. */
export const NO_REVISION = '';

/** Whether the remedy worked; `failures` of the new revision say that it did not. */
export async function checkRemedy(
  plan: Plan,
  { incident, record, attempts }: Situation,
  reads: FleetReads,
  failures: number,
): Promise<Check> {
  const [action] = plan.actions;
  const service = await reads.service(incident.target.clusterArn, incident.target.name);
  if (action?.kind === 'ecs.set-desired-count') {
    return checkCount(action, service, failingRevision(record, attempts));
  }
  if (action?.kind !== 'ecs.deploy-revision') return { type: 'failed', reason: 'nothing was planned' };
  const wanted = shortTaskDefinition(action.to);
  const since = attempts.at(-1)?.at ?? '';
  const again = record.marks.filter((mark) => mark.group === wanted && mark.at > since).length;
  if (again >= failures) return { type: 'failed', reason: `${wanted} fails as well: ${again} times` };
  return checkRevision(service, action.to);
}

/** A stopped service is released as soon as another task definition is deployed to it. */
function checkCount(
  action: SetDesiredCount,
  service: Service | undefined,
  failing: string | undefined,
): Check {
  const current = service && shortTaskDefinition(service.taskDefinitionArn);
  if (action.to === 0 && current && failing && current !== failing) {
    return { type: 'changed', reason: `${current} was deployed` };
  }
  return checkDesiredCount(service, action.to);
}

/** The revision that the incident is about: the one acted on, else the one that fails most and is news. */
export function failingRevision(
  { marks, handledGroup, quietUntil = '' }: Pick<IncidentRecord, 'marks' | 'handledGroup' | 'quietUntil'>,
  attempts: readonly Attempt[],
): string | undefined {
  const rolledBack = attempts.find(({ action }) => action.kind === 'ecs.deploy-revision')?.action;
  if (rolledBack?.kind === 'ecs.deploy-revision') return shortTaskDefinition(rolledBack.from);
  const isQuiet = ({ group, at }: Mark) => group === handledGroup && at < quietUntil;
  const named = marks.filter((mark) => mark.group !== NO_REVISION && !isQuiet(mark));
  const groups = named.map((mark) => mark.group);
  const count = (group: string) => groups.filter((other) => other === group).length;
  return groups.toSorted((a, b) => count(b) - count(a))[0];
}
