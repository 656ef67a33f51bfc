import type { Verdict } from '../domain/decision.ts';

/** A guardrail has nothing against the plan. */
export function act(by: string, reason: string): Verdict {
  return { type: 'act', by, reason };
}

/** Say what would be done, and do nothing. */
export function observe(by: string, reason: string): Verdict {
  return { type: 'observe', by, reason };
}

export function deny(by: string, reason: string): Verdict {
  return { type: 'deny', by, reason };
}

/** A whole number from zero up: NaN, infinities, fractions and negatives count nothing. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** `1 action`, `2 actions`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Text from outside for a reason: quoted, control characters escaped, cut at 40 characters. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
}
