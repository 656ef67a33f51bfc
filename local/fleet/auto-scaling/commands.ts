import type { Handler } from '../api/index.ts';
import { deleteScalingPolicy, describeScalingPolicies, putScalingPolicy } from './policies.ts';
import {
  deregisterScalableTarget,
  describeScalableTargets,
  describeScheduledActions,
  registerScalableTarget,
} from './targets.ts';

/** Commands of Application Auto Scaling that the simulated account knows. */
export const APPLICATION_AUTO_SCALING: Readonly<Record<string, Handler>> = {
  DeleteScalingPolicy: deleteScalingPolicy,
  DeregisterScalableTarget: deregisterScalableTarget,
  DescribeScalableTargets: describeScalableTargets,
  DescribeScalingPolicies: describeScalingPolicies,
  DescribeScheduledActions: describeScheduledActions,
  PutScalingPolicy: putScalingPolicy,
  RegisterScalableTarget: registerScalableTarget,
};
