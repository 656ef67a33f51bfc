import { scaledBy } from '../domain/scaled.ts';
import type { Bounds, ManagedScaling, Suspended } from '../domain/scaling.ts';
import type {
  DeleteScalingPolicy,
  GroupSize,
  PutScalingPolicy,
  ScalableRange,
  ScalingAction,
} from '../domain/scaling-action.ts';
import type { ActionWords } from './action-words.ts';
import { count } from './format.ts';
import { plannedReached, scheduledWords, stepsWords } from './steps-words.ts';
import { plain } from './text.ts';

/** "set the range of api from 2 to 20 to 4 to 20 tasks": every number before and after stands in `change`. */
export function scalingWords(action: ScalingAction): ActionWords {
  const name = plain(scaledBy(action)?.name ?? 'something', 80);
  switch (action.kind) {
    case 'scaling.set-range':
      return changeWords(`the range of ${name}`, 'range set', 'Approve range', action, rangeWords);
    case 'scaling.set-group-size':
      return changeWords(`the size of ${name}`, 'size set', 'Approve size', action, sizeWords);
    case 'scaling.set-group-bounds':
      return changeWords(`the bounds of ${name}`, 'bounds set', 'Approve bounds', action, boundsWords);
    case 'scaling.set-managed-scaling':
      return changeWords(
        `managed scaling of ${name}`,
        'managed scaling set',
        'Approve scaling',
        action,
        managedWords,
      );
    case 'scaling.put-policy':
    case 'scaling.delete-policy':
      return policyWords(name, action);
    case 'scaling.set-steps':
      return stepsWords(name, action);
    case 'scaling.set-scheduled-action':
      return scheduledWords(name, action);
  }
}

/** How far it reaches, for the dialog that asks once more. */
export function scalingReached(action: ScalingAction): string {
  switch (action.kind) {
    case 'scaling.set-range':
      return 'Its tasks are kept within that range, whatever its policies and alarms say.';
    case 'scaling.set-group-size':
      return instancesReached(action.to.desired - action.from.desired);
    case 'scaling.set-group-bounds':
      return 'ECS keeps its number of instances within them.';
    case 'scaling.set-managed-scaling':
      return 'ECS starts and stops instances by it from now on.';
    case 'scaling.put-policy':
      return 'AWS changes its number of tasks by it from now on.';
    case 'scaling.delete-policy':
      return 'AWS no longer changes its number of tasks by it.';
    case 'scaling.set-steps':
    case 'scaling.set-scheduled-action':
      return plannedReached(action);
  }
}

function instancesReached(more: number): string {
  if (more === 0) return 'Starts and stops nothing by itself.';
  return more > 0 ? `Starts ${count(more, 'instance')}.` : `Terminates ${count(-more, 'instance')}.`;
}

type Change<Value> = { readonly from: Value; readonly to: Value };

function changeWords<Value>(
  what: string,
  acted: string,
  approve: string,
  { from, to }: Change<Value>,
  words: (value: Value) => string,
): ActionWords {
  const [before, after] = [words(from), words(to)];
  return {
    act: `set ${what} to ${after}`,
    acted: `${acted} to ${after}`,
    approve,
    change: `${before} -> ${after}`,
  };
}

function rangeWords({ min, max, suspended }: ScalableRange): string {
  return `${min} to ${count(max, 'task')}${suspendedWords(suspended)}`;
}

function suspendedWords({ scaleIn, scaleOut, scheduled }: Suspended): string {
  const held = [scaleIn && 'scale-in', scaleOut && 'scale-out', scheduled && 'scheduled scaling'].filter(
    Boolean,
  );
  return held.length > 0 ? ` with ${held.join(', ')} suspended` : '';
}

function sizeWords({ min, max, desired }: GroupSize): string {
  return `${count(desired, 'instance')} within ${min} to ${max}`;
}

function boundsWords({ min, max }: Bounds): string {
  return `${min} to ${count(max, 'instance')}`;
}

function managedWords({ enabled, targetCapacity, minStep, maxStep }: ManagedScaling): string {
  return enabled ? `${targetCapacity} % used, in steps of ${minStep} to ${maxStep}` : 'off';
}

function policyWords(name: string, action: PutScalingPolicy | DeleteScalingPolicy): ActionWords {
  const { metric, targetValue } = action.policy;
  const policy = `${plain(metric, 60)} at ${targetValue}`;
  const from =
    'from' in action && action.from
      ? `${plain(action.from.metric, 60)} at ${action.from.targetValue}`
      : 'none';
  if (action.kind === 'scaling.delete-policy') {
    return {
      act: `take the scaling policy of ${name} away (${policy})`,
      acted: `scaling policy taken away (${policy})`,
      approve: 'Approve removal',
      change: `${policy} -> none`,
    };
  }
  return {
    act: `let AWS scale ${name} on ${policy}`,
    acted: `scaling policy set to ${policy}`,
    approve: 'Approve policy',
    change: `${from} -> ${policy}`,
  };
}
