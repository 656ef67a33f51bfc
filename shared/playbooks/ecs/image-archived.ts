import { causeOf } from '../../causes/index.ts';
import type { FleetReads, Service } from '../../domain/fleet.ts';

/** Whether the newest task that ECS could not start failed for an archived image. */
export async function isImageArchived(service: Service | undefined, reads: FleetReads): Promise<boolean> {
  const { clusterArn = '', startedTasks = [] } = service ?? {};
  if (startedTasks.length === 0) return false;
  const tasks = await reads.tasks(clusterArn, startedTasks);
  const stopped = tasks.toSorted((a, b) => ((a.stoppedAt ?? '') < (b.stoppedAt ?? '') ? -1 : 1));
  return stopped.map(causeOf).findLast((cause) => cause !== null)?.code === 'image-archived';
}
