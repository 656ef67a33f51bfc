import type { TaskSignal, TaskState } from '../domain/signal.ts';
import { type Envelope, signalBase } from './envelope.ts';
import { requiredEcsArn } from './identity.ts';
import { taskState } from './task-state.ts';

/** ECS Task State Change. Throws MalformedEventError. */
export function parseTask(event: Envelope): TaskSignal {
  const task = taskState(event.detail.values, event.detail.where);
  const subject = requiredEcsArn(event.detail, 'taskArn', 'task');
  return { kind: kindOf(task), ...signalBase(event, subject), task };
}

/** A task that must stop is stopping until it has stopped, whatever it still does: Spot warns while it runs. */
function kindOf(task: TaskState): TaskSignal['kind'] {
  if (task.lastStatus === 'STOPPED') return 'ecs.task-stopped';
  if (task.desiredStatus === 'STOPPED') return 'ecs.task-stopping';
  return task.lastStatus === 'RUNNING' ? 'ecs.task-running' : 'ecs.task-progress';
}
