import type { Action } from '../../domain/action.ts';
import type { Plan } from '../../domain/decision.ts';
import type { SetDesiredCount } from '../../domain/fleet-action.ts';
import type { ScalableTarget } from '../../domain/scaling.ts';
import type { SetGroupSize, SetScalableRange } from '../../domain/scaling-action.ts';
import { leverWords } from '../../scaling/lever.ts';
import { movedBounds } from '../../scaling/range.ts';
import { providerAction, providerSuccess } from './provider.ts';
import type { ScaleSettings } from './rules-schema.ts';
import type { CapacityScaleFacts, Scalable, ScalableGroup, ScalableService } from './scale-facts.ts';
import type { Ask } from './weigh.ts';

/** Long enough for the metric to show what the change did. */
const SHORTEST_HOLD = 60;

/** From what is desired now to `to`, with whatever else must move so that it lasts. */
export function scalePlan(
  facts: CapacityScaleFacts,
  { rule, scalable }: Ask,
  to: number,
  reason: string,
  { verifyMinutes }: ScaleSettings,
): Plan {
  const cooldown = to > scalable.desired ? rule.cooldownSeconds.out : rule.cooldownSeconds.in;
  return {
    type: 'act',
    reason: `${reason}; ${subject(scalable)}${scalable.desired} -> ${to}`,
    actions: actionsOf(facts, scalable, to, rule.min),
    success: scalable.kind === 'capacity-provider' ? providerSuccess(scalable, to) : `${to} run`,
    deadlineSeconds: verifyMinutes * 60,
    holdSeconds: Math.max(SHORTEST_HOLD, cooldown),
    thenDecideAgain: true,
    ownCooldown: true,
  };
}

/** What goes up or down, where that is no count of what runs. */
function subject(scalable: Scalable): string {
  return scalable.kind === 'capacity-provider' ? `its ${leverWords(scalable.sets)} ` : '';
}

function actionsOf(
  facts: CapacityScaleFacts,
  scalable: Scalable,
  to: number,
  floor: number,
): readonly Action[] {
  switch (scalable.kind) {
    case 'service':
      return serviceActions(facts, scalable, to, floor);
    case 'auto-scaling-group':
      return [groupAction(scalable, to)];
    case 'capacity-provider':
      return [providerAction(scalable, to)];
  }
}

/**
 * Outwards the count comes first, since Application Auto Scaling itself moves a count that lies below a new
 * minimum; inwards the minimum, since it would lift the count again.
 */
function serviceActions(
  facts: CapacityScaleFacts,
  service: ScalableService,
  to: number,
  floor: number,
): readonly Action[] {
  const count = countAction(service, to);
  const range =
    service.target && service.scheduled.length === 0
      ? rangeAction(facts, service, service.target, to, floor)
      : undefined;
  if (range === undefined) return [count];
  return to > service.desired ? [count, range] : [range, count];
}

function countAction(
  { serviceArn, clusterArn, name, revision, desired }: ScalableService,
  to: number,
): SetDesiredCount {
  const base = {
    kind: 'ecs.set-desired-count',
    target: serviceArn,
    clusterArn,
    service: name,
    revision,
    risk: 'medium',
  } as const;
  return { ...base, from: desired, to, inverse: { ...base, from: to, to: desired } };
}

function rangeAction(
  { resource }: CapacityScaleFacts,
  { serviceArn, desired }: ScalableService,
  target: ScalableTarget,
  to: number,
  floor: number,
): SetScalableRange | undefined {
  const moved = movedBounds(target, { from: desired, to }, floor);
  if (moved === undefined) return undefined;
  const { min, max, suspended } = target;
  const base = {
    kind: 'scaling.set-range',
    target: serviceArn,
    resourceId: resource,
    risk: 'medium',
  } as const;
  const before = { min, max, suspended };
  const after = { ...moved, suspended };
  return { ...base, from: before, to: after, inverse: { ...base, from: after, to: before } };
}

function groupAction({ group }: ScalableGroup, to: number): SetGroupSize {
  const { min, max, desired } = group;
  const base = {
    kind: 'scaling.set-group-size',
    target: group.arn,
    name: group.name,
    risk: 'medium',
  } as const;
  const before = { min, max, desired };
  const after = { min: Math.min(min, to), max: Math.max(max, to), desired: to };
  return { ...base, from: before, to: after, inverse: { ...base, from: after, to: before } };
}
