import {
  type Action,
  isHoursAction,
  isImagesAction,
  isScalingAction,
  isScanAction,
  isSettingsAction,
} from '../domain/action.ts';
import type { Plan } from '../domain/decision.ts';
import type { Guardrail } from '../domain/guard.ts';
import { isFleetTarget, type Target } from '../domain/target.ts';
import { deploymentFlaw } from './bounded-deployment.ts';
import { hoursFlaw } from './bounded-hours.ts';
import { imagesFlaw } from './bounded-images.ts';
import { scalingFlaw } from './bounded-scaling.ts';
import { scanFlaw } from './bounded-scan.ts';
import { settingsFlaw } from './bounded-settings.ts';
import { act, deny, isCount, plural, quoted } from './verdict.ts';

const id = 'bounded-plan';

/** More than this is no longer one bounded thing. */
export const MAX_ACTIONS = 10;

/** Catches a decision that went wrong, whatever the playbook: the plan must be small, whole and on target. */
export const boundedPlan: Guardrail = {
  id,
  summary: `A plan has 1 to ${MAX_ACTIONS} actions with sane numbers, all of them on the incident's own target.`,
  review(plan, facts) {
    const flaw = flawOf(plan, facts.incident.target);
    return flaw === undefined
      ? act(id, `${plural(plan.actions.length, 'action')}, on the incident's target only`)
      : deny(id, flaw);
  },
};

function flawOf(plan: Plan, target: Target): string | undefined {
  const { actions, deadlineSeconds, holdSeconds } = plan;
  if (actions.length === 0) return 'the plan is empty';
  if (actions.length > MAX_ACTIONS) {
    return `the plan has ${plural(actions.length, 'action')}, more than ${MAX_ACTIONS}`;
  }
  if (!isCount(deadlineSeconds))
    return `the deadline is ${deadlineSeconds} seconds, which is no waiting time`;
  if (!isCount(holdSeconds)) return `the watch after it is ${holdSeconds} seconds, which is no waiting time`;
  return actions.map((action) => strayOf(action, target) ?? badCountOf(action)).find(Boolean);
}

function strayOf(action: Action, target: Target): string | undefined {
  if (isImagesAction(action)) return imagesFlaw(action, target);
  if (isScanAction(action)) return scanFlaw(action, target);
  if (isSettingsAction(action)) return settingsFlaw(action, target);
  if (isScalingAction(action)) return scalingFlaw(action, target);
  if (isHoursAction(action)) return hoursFlaw(action, target);
  if (action.target === '' || action.clusterArn === '') return `${action.kind} names no target`;
  if (!isFleetTarget(target))
    return `${action.kind} changes a cluster, the incident is about a ${target.kind}`;
  if (action.clusterArn !== target.clusterArn) {
    return `${action.kind} is for the cluster ${quoted(action.clusterArn)}, the incident for ${quoted(target.clusterArn)}`;
  }
  if (action.kind === 'ecs.continue-deployment') return deploymentFlaw(action, target);
  if (action.kind === 'ecs.run-task' || target.kind !== 'service' || action.service === target.name) return;
  return `${action.kind} is for the service ${quoted(action.service)}, the incident for ${quoted(target.name)}`;
}

function badCountOf(action: Action): string | undefined {
  if (action.kind !== 'ecs.set-desired-count') return undefined;
  const bad = [action.from, action.to].find((count) => !isCount(count));
  return bad === undefined ? undefined : `${bad} is not a number of tasks`;
}
