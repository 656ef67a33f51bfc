import { isOutcomeUnknown } from '../aws/failures.ts';
import type { ActionResult } from '../domain/decision.ts';
import { ReadError } from '../domain/errors.ts';
import type { SettingChange, SettingsAction } from '../domain/settings-action.ts';
import { failed } from './failed.ts';
import { Tally } from './tally.ts';

/** How one kind of setting is looked at and written. */
export interface Writing {
  readonly permission: string;
  /** "set": what is said of those that are. */
  readonly done: string;
  /** What is counted: "repository". */
  readonly noun: string;
  /** The value as it is now; undefined when there is nothing any more that could have one. Throws ReadError. */
  current(change: SettingChange): Promise<string | undefined>;
  write(change: SettingChange): Promise<void>;
}

/**
 * Looks at each setting, then writes it if it still is what was seen: ECR's calls have no condition of their own. A
 * repeat finds the new value and writes nothing. What AWS refuses stops it: what was done stays done and is said.
 * Throws when no answer came: the same action may then be repeated.
 */
export async function changeSettings(action: SettingsAction, writing: Writing): Promise<ActionResult> {
  const tally = new Tally(writing.noun);
  for (const change of action.changes) {
    const stopped = await changeOne(change, action.target, writing, tally);
    if (stopped) return tally.result(writing.done, stopped);
  }
  return tally.result(writing.done);
}

async function changeOne(
  change: SettingChange,
  target: string,
  writing: Writing,
  tally: Tally,
): Promise<ActionResult | undefined> {
  const now = await look(change, writing);
  if (typeof now === 'object') return now;
  const left = whyLeft(change, now);
  if (left !== undefined) {
    tally.leave(left);
    return undefined;
  }
  const stopped = now === change.to ? undefined : await write(change, target, writing);
  if (!stopped) tally.done += 1;
  return stopped;
}

function whyLeft({ from, to }: SettingChange, now: string | undefined): string | undefined {
  if (now === undefined) return 'gone';
  return now === from || now === to ? undefined : 'changed meanwhile';
}

/** Nothing was written yet, so a failed read is an ordinary failure. */
async function look(change: SettingChange, { current }: Writing): Promise<string | undefined | ActionResult> {
  try {
    return await current(change);
  } catch (error) {
    if (error instanceof ReadError) return { type: 'failed', reason: error.message };
    throw error;
  }
}

async function write(
  change: SettingChange,
  target: string,
  { write: send, permission }: Writing,
): Promise<ActionResult | undefined> {
  const resource = change.repository ?? target;
  try {
    await send(change);
    return undefined;
  } catch (cause) {
    if (!isOutcomeUnknown(cause)) return failed({ permission, resource }, cause);
    throw new Error(`it is not known what became of ${resource}: repeating this is harmless`, { cause });
  }
}
