import type { ScalingReads } from '../shared/domain/scaling.ts';

/** An account in which nothing scales: no alarm, no group, and no service that is registered. */
export const NOTHING_SCALES: ScalingReads = {
  alarm: async () => undefined,
  alarmsNamed: async () => [],
  activeMutes: async () => [],
  alarmTags: async () => ({}),
  metric: async () => [],
  scalableTarget: async () => undefined,
  scalableTargets: async () => [],
  scalingPolicies: async () => [],
  scheduledScaling: async () => [],
  autoScalingGroup: async () => undefined,
  autoScalingGroups: async () => [],
  capacityProvider: async () => undefined,
  capacityProviders: async () => [],
  services: async () => [],
  servicesBehind: async () => [],
};
