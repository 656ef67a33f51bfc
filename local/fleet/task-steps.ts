import { sendTaskEvent } from './events.ts';
import type { TaskModel, World } from './model.ts';

/** The shortest and longest time that something takes, in seconds. */
export type Seconds = readonly [shortest: number, longest: number];

/** Let the next thing happen to a task. Only one thing is ever to come: a new one replaces it. */
export function after(world: World, model: TaskModel, [shortest, longest]: Seconds, what: () => void): void {
  model.cancel();
  const delay = Math.round(model.random.between(shortest, longest) * 1000);
  model.cancel = world.timeline.at(world.timeline.now() + delay, what);
}

/** Say how the task now stands: to EventBridge, and to the scheduler that owns it. */
export function changed(world: World, model: TaskModel): void {
  sendTaskEvent(world, model);
  model.changed(model);
}
