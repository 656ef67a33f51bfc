import { isOutcomeUnknown } from '../aws/failures.ts';
import { canonical } from '../domain/action.ts';
import type { ActionResult } from '../domain/decision.ts';
import { ReadError } from '../domain/errors.ts';
import { failed } from './failed.ts';

/** Something that goes from one value to another. */
export interface Setting<Value> {
  readonly target: string;
  readonly permission: string;
  /** What changes, for people: "size". */
  readonly what: string;
  readonly from: Value;
  readonly to: Value;
  words(value: Value): string;
  /** As it is now; undefined when there is nothing any more that could have it. Throws ReadError. */
  current(): Promise<Value | undefined>;
  /** Why it must not be written after all, judged by what `current` has just read. */
  whyNot?(): string | undefined;
  write(): Promise<unknown>;
}

/**
 * Compares, then writes: the calls of Auto Scaling have neither a token nor a condition of their own, so what was
 * planned against is looked at right before. A repeat finds the new value and writes nothing. Throws when it cannot
 * be learnt what became of the write: repeating it is harmless.
 */
export async function compareAndSet<Value>(setting: Setting<Value>): Promise<ActionResult> {
  const { permission, target } = setting;
  const standing = await look(setting).catch(unreadable);
  if (standing !== 'ready') return standing;
  const reason = setting.whyNot?.();
  if (reason !== undefined) return { type: 'refused', reason };
  try {
    await setting.write();
    return done(setting);
  } catch (error) {
    if (!isOutcomeUnknown(error)) return failed({ permission, resource: target }, error);
    const after = await look(setting);
    if (after === 'ready') return failed({ permission, resource: target }, error);
    return after.type === 'done' ? done(setting) : after;
  }
}

async function look<Value>(setting: Setting<Value>): Promise<ActionResult | 'ready'> {
  const { what, from, to, words } = setting;
  const now = await setting.current();
  if (now === undefined) return { type: 'refused', reason: `there is no such ${what} any more` };
  const shown = words(now);
  if (isSame(now, to))
    return { type: 'done', reason: `the ${what} was ${shown} already`, before: shown, after: shown };
  if (isSame(now, from)) return 'ready';
  const reason = `the ${what} changed meanwhile: it was ${words(from)}, now it is ${shown}`;
  return { type: 'refused', reason };
}

function done<Value>({ what, from, to, words }: Setting<Value>): ActionResult {
  const [before, after] = [words(from), words(to)];
  return { type: 'done', reason: `the ${what} went from ${before} to ${after}`, before, after };
}

function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** Nothing was written yet, so this is an ordinary failure. */
function unreadable(error: unknown): ActionResult {
  if (error instanceof ReadError) return { type: 'failed', reason: error.message };
  throw error;
}
