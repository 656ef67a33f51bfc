import type { ClusterModel, World } from './model.ts';

/** Drop the tasks that stopped too long ago: DescribeTasks knows them for about an hour. */
export function forgetTasks(world: World, cluster: ClusterModel): void {
  const horizon = world.timeline.now() - world.settings.rememberSeconds * 1000;
  const keepFrom = cluster.stopped.findIndex(({ task }) => (task.stoppedAt?.getTime() ?? 0) > horizon);
  const forgotten = cluster.stopped.splice(0, keepFrom < 0 ? cluster.stopped.length : keepFrom);
  for (const { id } of forgotten) cluster.tasks.delete(id);
}
