import { causeOf } from '../../causes/index.ts';
import type { Decision } from '../../domain/decision.ts';
import type { FleetReads, Service } from '../../domain/fleet.ts';

/** People are told by the incident of restore-image, and once is enough. */
export const LEFT_TO_RESTORE_IMAGE: Decision = {
  type: 'nothing',
  reason: 'its image is archived: restore-image answers that',
  released: true,
  silent: true,
};

/** Whether the newest task that ECS could not start failed for an archived image. */
export async function isImageArchived(service: Service | undefined, reads: FleetReads): Promise<boolean> {
  const { clusterArn = '', startedTasks = [] } = service ?? {};
  if (startedTasks.length === 0) return false;
  const tasks = await reads.tasks(clusterArn, startedTasks);
  const stopped = tasks.toSorted((a, b) => ((a.stoppedAt ?? '') < (b.stoppedAt ?? '') ? -1 : 1));
  return stopped.map(causeOf).findLast((cause) => cause !== null)?.code === 'image-archived';
}
