import { AsyncLocalStorage } from 'node:async_hooks';

/** The functions that are deployed, by their names in serverless.yml. */
export type Door = 'ecs-events' | 'respond' | 'slack';

const doors = new AsyncLocalStorage<Door>();

/** Do something as this function would: all run in one process here, but each has a role of its own in AWS. */
export function through<Result>(door: Door, run: () => Result): Result {
  return doors.run(door, run);
}

/** Which function is at work; undefined for the world itself and for people. */
export function currentDoor(): Door | undefined {
  return doors.getStore();
}
