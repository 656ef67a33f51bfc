import { createRandom } from '../../local/fleet/random.ts';
import type { SeenCount } from '../../shared/scaling/facts.ts';
import { ratePerTask } from '../../shared/scaling/flow.ts';
import { withCount } from '../../shared/scaling/history.ts';
import { nextCapacity } from '../../shared/scaling/next-capacity.ts';
import { type BoundAlarm, evaluationOf, factsOf } from './bound-alarm.ts';
import { type Heard, type Incident, isAtRest, isOver, opened, pauseAfter, SOON, weight } from './incident.ts';
import type { Plant } from './plant.ts';

export interface ResponderOptions {
  readonly seed: number;
  readonly alarms: readonly BoundAlarm[];
}

/** From the alarm's event to the first decision: EventBridge, the queue's window, two functions that start cold. */
const EVENT_SECONDS = [2, 8] as const;
/** Pauses between looks: shared/respond/verify.ts and the playbook's own. */
const FIRST_LOOK = 10;
const FIRST_LOOK_WHILE_HOLDING = 60;
const LONGEST_PAUSE = 120;
const LOOKS = 30;

/**
 * What Watchkeeper does with a service between an alarm's event and its end: the pauses of a response, around the
 * function that the playbook decides by. Call it at every step.
 */
export function createResponder(options: ResponderOptions): (plant: Plant) => void {
  const random = createRandom('responder', options.seed);
  const heard: Heard[] = options.alarms.map((alarm) => ({
    ...alarm,
    evaluate: evaluationOf(alarm, 5 * Math.floor(random.between(0, 12))),
    inAlarm: false,
  }));
  let incident: Incident | undefined;
  let changedAt: number | undefined;
  /** What one incident has seen, the ledger keeps for the next. */
  let history: readonly SeenCount[] = [];
  /** What one task of a queue does in a minute. */
  let known = 0;

  return (plant) => {
    for (const alarm of heard) hear(plant, alarm);
    if (incident !== undefined && plant.now >= incident.at) goOn(plant, incident);
  };

  function hear(plant: Plant, alarm: Heard): void {
    const evaluation = alarm.evaluate(plant);
    if (evaluation !== undefined) {
      alarm.inAlarm = evaluation.state === 'ALARM';
      if (alarm.inAlarm && evaluation.changed) alarm.arrives = plant.now + random.between(...EVENT_SECONDS);
    }
    if (alarm.arrives === undefined || plant.now < alarm.arrives) return;
    alarm.arrives = undefined;
    incident ??= opened(plant);
    incident.marks.add(alarm);
  }

  function goOn(plant: Plant, open: Incident): void {
    if (open.phase === 'decide') {
      decide(plant, open);
      return;
    }
    const ringing = [...open.marks].filter(({ inAlarm }) => inAlarm);
    const isThere = open.outwards ? plant.running >= plant.desired : plant.running <= plant.desired;
    if (ringing.length === 0) open.phase = 'decide';
    else if (open.phase === 'verify' && isThere) hold(plant, open);
    else if (open.phase === 'hold' && plant.now >= open.holdUntil) open.phase = 'decide';
    else pause(plant, open, open.phase === 'verify' ? FIRST_LOOK : FIRST_LOOK_WHILE_HOLDING);
    if (open.phase === 'decide') decide(plant, open);
  }

  function hold(plant: Plant, open: Incident): void {
    open.phase = 'hold';
    open.attempt = 0;
    const { out, in: inwards } = [...open.marks][0]?.rule.cooldownSeconds ?? { out: 0, in: 0 };
    open.holdUntil = plant.now + Math.max(SOON, open.outwards ? out : inwards);
    pause(plant, open, FIRST_LOOK_WHILE_HOLDING);
  }

  function pause(plant: Plant, open: Incident, first: number): void {
    open.attempt += 1;
    open.at = plant.now + Math.min(first * open.attempt, LONGEST_PAUSE);
  }

  function decide(plant: Plant, open: Incident): void {
    const live = [...open.marks].filter(({ inAlarm }) => inAlarm);
    history = withCount(history, plant, changedAt, plant.now * 1_000);
    open.looks += 1;
    const asks = live.map((alarm) => {
      const facts = factsOf(plant, alarm, history, changedAt, known);
      if (facts.flow !== undefined) known = ratePerTask(facts, facts.flow);
      return nextCapacity(facts, alarm.rule, plant.now * 1_000);
    });
    const next = asks.toSorted((a, b) => weight(b, plant.desired) - weight(a, plant.desired))[0];
    if (next === undefined || next.type === 'limit' || isOver(next, open.looks)) incident = undefined;
    else if (open.looks >= LOOKS) incident = { ...opened(plant), marks: new Set(live) };
    else if (next.type === 'change') change(plant, open, next.to);
    else if (next.type === 'stay' && isAtRest(plant, live)) incident = undefined;
    else open.at = plant.now + pauseAfter(next);
  }

  function change(plant: Plant, open: Incident, to: number): void {
    open.outwards = to > plant.desired;
    plant.setDesired(to);
    changedAt = plant.now * 1_000;
    open.phase = 'verify';
    open.attempt = 0;
    pause(plant, open, FIRST_LOOK);
  }
}
