import { AsyncLocalStorage } from 'node:async_hooks';
import type { Domain } from '../shared/domain/playbook.ts';
import type { Fleet } from './fleet/index.ts';

/** The functions that are deployed, by their names in serverless.yml. */
export type Door = TriageDoor | ResponseDoor | 'slack';

/** One of each per domain. */
export type TriageDoor = `${Domain}-events`;
export type ResponseDoor = 'respond' | `respond-${Exclude<Domain, 'ecs'>}`;

/** Which function is at work, and the account that it works in. */
export interface AtWork {
  readonly door: Door;
  readonly fleet: Fleet;
}

const work = new AsyncLocalStorage<AtWork>();

/** Do something as this function would: all run in one process here, but each has a role of its own in AWS. */
export function through<Result>(door: Door, fleet: Fleet, run: () => Result): Result {
  return work.run({ door, fleet }, run);
}

/** Undefined when the world itself is at work, or people. */
export function atWork(): AtWork | undefined {
  return work.getStore();
}
