import type { World } from './model.ts';

/**
 * A call that goes wrong. `throttled` and `denied` and `unavailable` change nothing; `lost-answer` carries the
 * command out and then breaks the connection, as a crash or time-out between the two does.
 */
export type FaultKind = 'throttled' | 'denied' | 'unavailable' | 'lost-answer';

export interface Fault {
  /** The command's name without "Command", such as `UpdateService`. */
  readonly command: string;
  readonly kind: FaultKind;
  /** How many calls it strikes: one, unless it says otherwise. */
  readonly times?: number;
}

/** A fault as the world keeps it, with how often it still strikes. */
export interface ActiveFault extends Fault {
  left: number;
}

/** Add a fault; calling what comes back takes it away. */
export function addFault(world: Pick<World, 'faults'>, fault: Fault): () => void {
  const active: ActiveFault = { ...fault, left: fault.times ?? 1 };
  world.faults.push(active);
  return () => {
    active.left = 0;
  };
}

/** The fault that strikes this call, if one does. */
export function takeFault(world: Pick<World, 'faults'>, command: string): FaultKind | undefined {
  const fault = world.faults.find((candidate) => candidate.command === command && candidate.left > 0);
  if (fault === undefined) return undefined;
  fault.left -= 1;
  return fault.kind;
}
