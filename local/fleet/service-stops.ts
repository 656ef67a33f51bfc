import type { DeploymentModel, ServiceModel, TaskModel, World } from './model.ts';
import { type Census, isHealthy } from './service-census.ts';
import { fewestHealthy } from './service-limits.ts';
import { listed, note } from './service-note.ts';
import { endByRequest } from './task-end.ts';

/** Old tasks go as the new ones take over; what is more than desired goes too, the newest first. */
export function stopSurplus(
  world: World,
  service: ServiceModel,
  primary: DeploymentModel,
  census: Census,
): void {
  const desired = service.record.desiredCount ?? 0;
  const now = world.timeline.now();
  const healthyOld = census.old.filter((model) => isHealthy(model, now));
  const spare = Math.max(0, census.currentHealthy + census.oldHealthy - fewestHealthy(service));
  const doomed = [
    ...census.old.filter((model) => !healthyOld.includes(model)),
    ...healthyOld.slice(0, spare),
    ...newestFirst(census.current).slice(0, Math.max(0, census.current.length - desired)),
  ];
  if (doomed.length === 0) return;
  const reason = `Scaling activity initiated by (deployment ${primary.id})`;
  for (const model of doomed) endByRequest(world, model, 'ServiceSchedulerInitiated', reason);
  note(world, service, `has stopped ${doomed.length} running tasks: ${listed(doomed.map(({ id }) => id))}.`);
}

function newestFirst(models: readonly TaskModel[]): TaskModel[] {
  return [...models].reverse();
}
