import type { Handler } from '../api/index.ts';
import { deleteScalingPolicy, describeScalingPolicies, putScalingPolicy } from './policies.ts';
import { deleteScheduledAction, describeScheduledActions, putScheduledAction } from './scheduled-actions.ts';
import { deregisterScalableTarget, describeScalableTargets, registerScalableTarget } from './targets.ts';

/** Commands of Application Auto Scaling that the simulated account knows. */
export const APPLICATION_AUTO_SCALING: Readonly<Record<string, Handler>> = {
  DeleteScalingPolicy: deleteScalingPolicy,
  DeleteScheduledAction: deleteScheduledAction,
  DeregisterScalableTarget: deregisterScalableTarget,
  DescribeScalableTargets: describeScalableTargets,
  DescribeScalingPolicies: describeScalingPolicies,
  DescribeScheduledActions: describeScheduledActions,
  PutScalingPolicy: putScalingPolicy,
  PutScheduledAction: putScheduledAction,
  RegisterScalableTarget: registerScalableTarget,
};
