import type { SeededLoad } from './loads.ts';
import { type History, STEP } from './plant.ts';
import { changesOf, reversalsOf } from './reversals.ts';

export interface Score {
  /** Of tasks that were missing for every task to be at the target or below it. */
  readonly underMinutes: number;
  /** Of tasks beyond those. */
  readonly overMinutes: number;
  readonly taskMinutes: number;
  /** Minutes in which the tasks could not do all the work. */
  readonly saturatedMinutes: number;
  readonly actions: number;
  readonly oscillations: number;
  readonly lateAnswers: number;
  /** Seconds after each step, up and down, until enough tasks run and their number rests. */
  readonly settleUp: readonly number[];
  readonly settleDown: readonly number[];
}

/** `target` is a share: the utilization that is aimed at. `load` is that of each step. */
export function scoreOf(history: History, load: Float64Array, kind: SeededLoad, target: number): Score {
  const minutes = STEP / 60;
  let [under, over, total, saturated] = [0, 0, 0, 0];
  for (const [step, running] of history.running.entries()) {
    const now = load[step] ?? 0;
    const missing = needed(now, target) - running;
    if (missing > 0) under += missing * minutes;
    else over -= missing * minutes;
    total += running * minutes;
    if (now > running) saturated += minutes;
  }
  const changes = changesOf(history);
  return {
    underMinutes: under,
    overMinutes: over,
    taskMinutes: total,
    saturatedMinutes: saturated,
    actions: changes.length,
    ...reversalsOf(changes, kind),
    settleUp: settling(history, kind, target, true),
    settleDown: settling(history, kind, target, false),
  };
}

function needed(load: number, target: number): number {
  return Math.ceil(load / target - 1e-9);
}

/** Until the last change that follows a step, and until enough run; a step that is never answered enough lasts to the next. */
function settling({ desired, running }: History, kind: SeededLoad, target: number, up: boolean): number[] {
  const steps = kind.steps ?? [];
  return steps.flatMap(({ at, up: isUp }, index) => {
    if (isUp !== up) return [];
    const begin = Math.round(at / 1_000 / STEP);
    const end = Math.min(
      desired.length,
      Math.round((steps[index + 1]?.at ?? Number.POSITIVE_INFINITY) / 1_000 / STEP),
    );
    const wanted = needed(kind.clean(at), target);
    let settled = begin;
    for (let step = begin; step < end; step++) {
      const isShort = (running[step] ?? 0) < wanted;
      const moves = running[step] !== running[end - 1] || desired[step] !== desired[end - 1];
      if (up ? isShort : moves) settled = step + 1;
    }
    return [(settled - begin) * STEP];
  });
}
