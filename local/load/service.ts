/** How busy tasks are with a load, 0 to 1: beyond that they take no more. Undefined when none runs. */
export function utilization(load: number, running: number): number | undefined {
  return running === 0 ? undefined : Math.min(1, load / running);
}

/** A queue for some seconds: what arrives, less what the running tasks take. */
export interface Flow {
  readonly waiting: number;
  /** Messages a second at a load of 1: as many as one task works off. */
  readonly perSecond: number;
  readonly load: number;
  readonly running: number;
  readonly seconds: number;
}

/** What waits then, and the messages that came and left meanwhile. */
export interface QueueStep {
  readonly waiting: number;
  readonly sent: number;
  readonly deleted: number;
}

export function queueAfter({ waiting, perSecond, load, running, seconds }: Flow): QueueStep {
  const sent = load * perSecond * seconds;
  const deleted = Math.min(waiting + sent, running * perSecond * seconds);
  return { waiting: waiting + sent - deleted, sent, deleted };
}
