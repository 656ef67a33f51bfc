import type { ServiceModel } from './model.ts';

/** `maximumPercent` of the desired count, rounded down; 200 unless it says otherwise. */
export function mostTasks({ record }: ServiceModel): number {
  const desired = record.desiredCount ?? 0;
  return Math.max(
    desired,
    Math.floor((desired * (record.deploymentConfiguration?.maximumPercent ?? 200)) / 100),
  );
}

/**
 * `minimumHealthyPercent` of the desired count, rounded up; 100 unless it says otherwise. Where new tasks fit
 * beside the old ones, nothing is stopped before they serve.
 */
export function fewestHealthy(service: ServiceModel): number {
  const desired = service.record.desiredCount ?? 0;
  if (mostTasks(service) > desired) return desired;
  const percent = service.record.deploymentConfiguration?.minimumHealthyPercent ?? 100;
  return Math.ceil((desired * percent) / 100);
}
