import type { Capacity } from '../../../shared/domain/hours.ts';
import { asleepFrom, capacityText, isAsleep, isSame } from '../../../shared/scaling/hours/capacity.ts';
import { must } from '../../check.ts';
import { isUp } from './calendar.ts';
import { HOME, type Running } from './fleet.ts';
import type { Stage } from './tick.ts';

/**
 * What is known of one target without looking at what Watchkeeper remembers. `torn`: a tick that was to move it died
 * or failed. `touched`: somebody changed it while it slept. `unsure`: somebody changed it while it was torn, which
 * counts as before or after.
 */
interface Belief {
  /** What it last had by the will of people, or of AWS's own scaling. */
  own: Capacity;
  /** As it was after the last tick. */
  seen: Capacity;
  state: 'awake' | 'asleep' | 'torn' | 'touched' | 'unsure';
}

export interface Counted {
  slept: number;
  woken: number;
  touched: number;
  torn: number;
}

export interface Oracle {
  /** Somebody, or AWS, changed it. */
  changed(running: Running): void;
  /** A tick is over, as it should be or not. Throws when a promise is broken. */
  ticked(clean: boolean, before: ReadonlyMap<Running, Capacity>): Promise<void>;
}

export function createOracle(stage: Stage, counted: Counted): Oracle {
  const beliefs = new Map<Running, Belief>(
    stage.fleet.map((one) => [one, { own: one.capacity, seen: one.capacity, state: 'awake' }]),
  );

  function changed(running: Running): void {
    const belief = beliefs.get(running);
    if (!belief) return;
    const now = running.capacity;
    if (belief.state === 'awake') belief.own = now;
    else if (belief.state === 'torn') belief.state = isSame(now, belief.seen) ? 'torn' : 'unsure';
    else if (belief.state !== 'unsure')
      belief.state = isSame(now, asleepFrom(belief.own)) ? 'asleep' : 'touched';
  }

  async function ticked(clean: boolean, before: ReadonlyMap<Running, Capacity>): Promise<void> {
    const { saved, awake } = await stage.ledger.hours(HOME);
    for (const [running, belief] of beliefs) {
      const kept = saved.find(({ of }) => of.target === running.sleeper.target);
      const up = isUp(running, stage.settings, awake, stage.now);
      const who = `${running.sleeper.name}, ${belief.state}, now ${capacityText(running.capacity)}, own ${capacityText(belief.own)}`;
      if (!running.exists) {
        must(!clean || kept === undefined, `${who}: gone, and still remembered`);
        continue;
      }
      const was = before.get(running) ?? running.capacity;
      if (clean) settle(running, belief, up, was, kept !== undefined, who);
      else tear(belief, up);
      belief.seen = running.capacity;
      neverLost(running, belief, kept?.capacity, who);
    }
  }

  function settle(
    running: Running,
    belief: Belief,
    up: boolean,
    was: Capacity,
    isKept: boolean,
    who: string,
  ): void {
    const now = running.capacity;
    const { state } = belief;
    if (state === 'touched') {
      must(isSame(now, was), `${who}: it was changed though somebody had set it so`);
      if (!up) return;
      counted.touched += 1;
    } else if (up && state !== 'unsure') {
      must(isSame(now, belief.own), `${who}: it is up, and has not what it had`);
      if (state === 'asleep') counted.woken += 1;
    } else if (!up && state !== 'unsure') {
      const isEmpty = state !== 'asleep' && belief.own.desired === 0 && isSame(now, was);
      must(isEmpty || isAsleep(now), `${who}: off hours, and it is not asleep`);
      if (state !== 'asleep' && isKept) counted.slept += 1;
      // What had nothing running anyway was not put to sleep by us.
      belief.state = isKept ? 'asleep' : 'awake';
      return;
    }
    if (!up) return;
    must(!isKept, `${who}: it is up, and still remembered as asleep`);
    belief.own = now;
    belief.state = 'awake';
  }

  function tear(belief: Belief, up: boolean): void {
    const moves = up ? belief.state === 'asleep' : belief.state === 'awake';
    if (moves) counted.torn += 1;
    if (moves) belief.state = 'torn';
    else if (up && belief.state === 'touched') belief.state = 'unsure';
  }

  return { changed, ticked };
}

/** Wherever it was cut off: what is not as people want it is written down. */
function neverLost(running: Running, { state, own }: Belief, kept: Capacity | undefined, who: string): void {
  if (state !== 'torn' && state !== 'asleep') return;
  const now = running.capacity;
  const is = kept === undefined ? 'nothing' : capacityText(kept);
  must(
    isSame(now, own) || (kept !== undefined && isSame(kept, own)),
    `${who}: what it had is lost; saved is ${is}`,
  );
}
