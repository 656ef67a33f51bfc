import { parseArn } from '../domain/arn.ts';
import type { ContinueDeployment } from '../domain/fleet-action.ts';
import type { FleetTarget } from '../domain/target.ts';
import { quoted } from './verdict.ts';

/** What is wrong with an answer to a deployment; undefined when it is whole and for the incident's own service. */
export function deploymentFlaw(action: ContinueDeployment, target: FleetTarget): string | undefined {
  const { kind, decision, hookId } = action;
  const arn = parseArn(action.target);
  const isHome = arn?.service === 'ecs' && arn.account === target.account && arn.region === target.region;
  const own = `service-deployment/${target.cluster}/${target.name}/`;
  const isOwn = target.kind === 'service' && action.service === target.name;
  if (!isOwn || !isHome || !arn.resource.startsWith(own)) {
    return `${kind} is for ${quoted(action.target)}, which is no deployment of ${quoted(target.name)}`;
  }
  if (hookId === '') return `${kind} names no hook`;
  return ['CONTINUE', 'ROLLBACK'].includes(decision)
    ? undefined
    : `${kind}: ${quoted(decision)} is no answer`;
}
