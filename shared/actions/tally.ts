import type { ActionResult } from '../domain/decision.ts';

/** How many were written to, and why the others were not. */
export class Tally {
  done = 0;
  readonly noun: string;
  readonly left: Record<string, number> = {};

  constructor(noun = 'image') {
    this.noun = noun;
  }

  leave(reason: string, count = 1): void {
    this.left[reason] = (this.left[reason] ?? 0) + count;
  }

  leftAlone(): number {
    return Object.values(this.left).reduce((sum, count) => sum + count, 0);
  }

  /** What was done stays done, also when it stopped in the middle; with nothing done it is what stopped it. */
  result(verb: string, stopped?: ActionResult): ActionResult {
    if (stopped && this.done === 0) return stopped;
    const left = Object.entries(this.left).map(([reason, count]) => `${count} left alone: ${reason}`);
    const rest = stopped ? [`then it stopped: ${stopped.reason}`] : [];
    const reason = [`${verb} ${this.counted()}`, ...left, ...rest].join('; ');
    return this.done > 0 ? { type: 'done', reason, after: String(this.done) } : { type: 'refused', reason };
  }

  private counted(): string {
    if (this.done === 1) return `1 ${this.noun}`;
    return `${this.done} ${this.noun.endsWith('y') ? `${this.noun.slice(0, -1)}ies` : `${this.noun}s`}`;
  }
}
