import type { ScalingReads } from '../../../shared/domain/scaling.ts';
import type { ContractCall } from './call.ts';

export const SCALING_READS: Readonly<Record<keyof ScalingReads, readonly ContractCall[]>> = {
  alarm: [],
  alarmTags: [],
  metric: [],
  scalableTarget: [],
  scalableTargets: [],
  scalingPolicies: [],
  scheduledScaling: [],
  autoScalingGroup: [],
  autoScalingGroups: [],
  capacityProvider: [],
  capacityProviders: [],
  services: [],
  servicesBehind: [],
};
