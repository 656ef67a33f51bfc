import { type Scaled, scaledBy } from '../domain/scaled.ts';
import type { ScalingAction } from '../domain/scaling-action.ts';
import { numbersFlaw } from '../domain/scaling-limits.ts';
import { isFleetTarget, type Target } from '../domain/target.ts';
import { quoted } from './verdict.ts';

/** What is wrong with an action on how something scales; undefined when it is bounded and on the incident's own target. */
export function scalingFlaw(action: ScalingAction, target: Target): string | undefined {
  const { kind } = action;
  const flaw = numbersFlaw(action);
  if (flaw !== undefined) return `${kind}: ${flaw}`;
  const scaled = scaledBy(action);
  if (scaled === undefined) return `${kind} names no target`;
  if (!isArnOf(action.target, scaled, target)) {
    return `${kind} is for ${quoted(action.target)}, which is no ${scaled.kind} ${quoted(scaled.name)} of the incident's account and Region`;
  }
  if (isOwn(scaled, target) || isBehind(action, target))
    return changesNothing(action) ? `${kind} changes nothing` : undefined;
  return `${kind} is for the ${scaled.kind} ${quoted(scaled.name)}, the incident for the ${target.kind} ${quoted(target.name)}`;
}

/** ECS has services with ARNs of an old form, which leave the cluster out. */
function isArnOf(arn: string, scaled: Scaled, { partition, region, account }: Target): boolean {
  const of = (service: string) => `arn:${partition}:${service}:${region}:${account}:`;
  switch (scaled.kind) {
    case 'service':
      return [`${scaled.cluster}/${scaled.name}`, scaled.name].some(
        (id) => arn === `${of('ecs')}service/${id}`,
      );
    case 'capacity-provider':
      return arn === `${of('ecs')}capacity-provider/${scaled.name}`;
    case 'auto-scaling-group':
      return (
        arn.startsWith(`${of('autoscaling')}autoScalingGroup:`) &&
        arn.endsWith(`:autoScalingGroupName/${scaled.name}`)
      );
  }
}

/** A schedule, and what is about a whole account, may be for several; how many actions there are is bounded besides. */
function isOwn(scaled: Scaled, target: Target): boolean {
  if (target.kind === 'schedule' || target.kind === 'account') return true;
  if (scaled.kind !== target.kind || scaled.name !== target.name) return false;
  return scaled.kind !== 'service' || (isFleetTarget(target) && scaled.cluster === target.cluster);
}

/** That the group is the provider's is looked up again right before it is written to. */
function isBehind(action: ScalingAction, { kind, name }: Target): boolean {
  return (
    action.kind === 'scaling.set-group-bounds' && kind === 'capacity-provider' && action.provider === name
  );
}

function changesNothing(action: ScalingAction): boolean {
  return 'to' in action && JSON.stringify(action.from) === JSON.stringify(action.to);
}
