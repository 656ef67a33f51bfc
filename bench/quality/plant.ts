import { createRandom } from '../../local/fleet/random.ts';
import { queueAfter, utilization } from '../../local/load/service.ts';

/** Seconds between two looks at everything. */
export const STEP = 5;

/** Seconds that a task takes to start. */
const START_SECONDS = [30, 90] as const;

/** What a controller follows: how busy the tasks are in percent, how many messages wait, or how many for each task. */
export type Followed = 'cpu' | 'queue' | 'queue-per-task';

export interface PlantOptions {
  readonly seed: number;
  /** The load at each step: 1 keeps one task busy. */
  readonly load: Float64Array;
  readonly tasks: number;
  readonly followed: Followed;
  /** Messages a second that one task works off. */
  readonly messagesPerSecond: number;
  readonly metrics: Resolution;
}

/** How CloudWatch has the metric: one value a period, readable so many seconds after its end. */
export interface Resolution {
  readonly periodSeconds: number;
  readonly delaySeconds: number;
}

/** A service as a controller meets it. Seconds since its start. */
export interface Plant {
  readonly options: PlantOptions;
  readonly now: number;
  readonly desired: number;
  readonly running: number;
  /** Values by period; one that is not there yet, or never, is undefined. */
  value(period: number): number | undefined;
  /** Of a queue, by period: what came and left, and how many messages were being worked on. */
  queue(period: number): QueueCounts | undefined;
  /** The newest period whose value can be read. */
  newestPeriod(): number;
  setDesired(count: number): void;
}

export interface QueueCounts {
  readonly sent: number;
  readonly deleted: number;
  readonly inFlight: number;
}

/** What happened, step by step. */
export interface History {
  readonly running: Uint16Array;
  readonly desired: Uint16Array;
  /** Messages that wait, at each step. */
  readonly waiting: Float64Array;
}

/** A service under a load, with somebody who scales it: called at every step. */
export function live(options: PlantOptions, control: (plant: Plant) => void): History {
  const { load, metrics } = options;
  const random = createRandom('plant', options.seed);
  const readyAt: number[] = Array.from({ length: options.tasks }, () => 0);
  const values: (number | undefined)[] = [];
  const counted: QueueCounts[] = [];
  const history = {
    running: new Uint16Array(load.length),
    desired: new Uint16Array(load.length),
    waiting: new Float64Array(load.length),
  };
  let [waiting, sum, count] = [0, 0, 0];
  let [sent, deleted] = [0, 0];
  const state = { now: 0, desired: options.tasks, running: options.tasks };
  const plant: Plant = {
    options,
    get now() {
      return state.now;
    },
    get desired() {
      return state.desired;
    },
    get running() {
      return state.running;
    },
    value: (period) => values[period],
    queue: (period) => counted[period],
    newestPeriod: () => Math.floor((state.now - metrics.delaySeconds) / metrics.periodSeconds) - 1,
    setDesired(wanted) {
      state.desired = wanted;
      while (readyAt.length < wanted) readyAt.push(state.now + random.between(...START_SECONDS));
      // The newest tasks go first: those that are still starting.
      readyAt.length = Math.min(readyAt.length, wanted);
    },
  };
  const measure = (busy: number | undefined) => {
    const followed = {
      cpu: busy === undefined ? undefined : busy * 100,
      queue: waiting,
      'queue-per-task': perTask(waiting, state.running),
    }[options.followed];
    if (followed === undefined) return;
    sum += followed;
    count += 1;
  };

  for (let step = 0; step < load.length; step++) {
    state.now = step * STEP;
    if (state.now > 0 && state.now % metrics.periodSeconds === 0) {
      values.push(count > 0 ? sum / count : undefined);
      // A task that is at work has one message in flight.
      counted.push({
        sent,
        deleted,
        inFlight: deleted / (options.messagesPerSecond * metrics.periodSeconds),
      });
      [sum, count] = [0, 0];
      [sent, deleted] = [0, 0];
    }
    state.running = readyAt.reduce((ready, at) => (at <= state.now ? ready + 1 : ready), 0);
    const now = load[step] ?? 0;
    const { running } = state;
    const perSecond = options.messagesPerSecond;
    const queue = queueAfter({ waiting, perSecond, load: now, running, seconds: STEP });
    waiting = queue.waiting;
    sent += queue.sent;
    deleted += queue.deleted;
    measure(utilization(now, running));
    control(plant);
    history.running[step] = running;
    history.desired[step] = state.desired;
    history.waiting[step] = waiting;
  }
  return history;
}

function perTask(waiting: number, running: number): number | undefined {
  return running === 0 ? undefined : waiting / running;
}
