/** How busy tasks are with a load, 0 to 1: beyond that they take no more. Undefined when none runs. */
export function utilization(load: number, running: number): number | undefined {
  return running === 0 ? undefined : Math.min(1, load / running);
}

/** Messages in a queue after some seconds: what arrives, less what the running tasks take. */
export interface Flow {
  readonly waiting: number;
  /** Messages a second at a load of 1: as many as one task works off. */
  readonly perSecond: number;
  readonly load: number;
  readonly running: number;
  readonly seconds: number;
}

export function queueAfter({ waiting, perSecond, load, running, seconds }: Flow): number {
  return Math.max(0, waiting + (load - running) * perSecond * seconds);
}
