import { shortTaskDefinition } from '../../domain/arn.ts';
import type { Check, Plan } from '../../domain/decision.ts';
import type { FleetReads, Service } from '../../domain/fleet.ts';
import type { SetDesiredCount } from '../../domain/fleet-action.ts';
import { fleetTargetOf } from '../../domain/incident.ts';
import type { Situation } from '../../domain/playbook.ts';
import { checkDesiredCount, checkRevision } from './service-check.ts';

/** Whether the remedy worked; `failures` of the new revision say that it did not. */
export async function checkRemedy(
  plan: Plan,
  { incident, record, attempts }: Situation,
  reads: FleetReads,
  failures: number,
): Promise<Check> {
  const [action] = plan.actions;
  const { clusterArn, name } = fleetTargetOf(incident);
  const service = await reads.service(clusterArn, name);
  if (action?.kind === 'ecs.set-desired-count') {
    return checkCount(action, service);
  }
  if (action?.kind !== 'ecs.deploy-revision') return { type: 'failed', reason: 'nothing was planned' };
  const wanted = shortTaskDefinition(action.to);
  const since = attempts.at(-1)?.at ?? '';
  const again = record.marks.filter((mark) => mark.group === wanted && mark.at > since).length;
  if (again >= failures) return { type: 'failed', reason: `${wanted} fails as well: ${again} times` };
  return checkRevision(service, action.to, action.from);
}

/** A stopped service is released as soon as another task definition is deployed to it. */
function checkCount(action: SetDesiredCount, service: Service | undefined): Check {
  const current = service?.taskDefinitionArn;
  if (action.to === 0 && current && action.revision && current !== action.revision) {
    return { type: 'changed', reason: `${shortTaskDefinition(current)} was deployed` };
  }
  return checkDesiredCount(service, action.to);
}
