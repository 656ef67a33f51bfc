import { ReadError } from '../domain/errors.ts';
import { errorName, errorText, isDenied, isThrottled } from './failures.ts';

/** `action`: the IAM action it needs; `what`: what is read, for people. */
export interface Reading {
  readonly action: string;
  readonly what: string;
}

/** Does a read; whatever goes wrong becomes a ReadError that says what was read and what to do about it. */
export async function read<Answer>(reading: Reading, send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof ReadError) throw error;
    throw new ReadError(explain(reading, error), { cause: error });
  }
}

function explain({ action, what }: Reading, error: unknown): string {
  if (isDenied(error)) return `${what} may not be read: add "${action}" to the role of this function`;
  if (isThrottled(error)) return `${what} could not be read: AWS throttles ${action}; it helps to wait`;
  return `${what} could not be read with ${action}: ${errorName(error)}: ${errorText(error)}`;
}

/** A field that AWS always fills in; without it the answer is not what we take it for. */
export function need<Value>(value: Value | null | undefined, field: string, reading: Reading): Value {
  if (value !== undefined && value !== null && !Number.isNaN(value)) return value;
  throw new ReadError(
    `${reading.what} came back without "${field}": ${reading.action} answered in a form that is not documented`,
  );
}

interface Failure {
  readonly arn?: string | undefined;
  readonly reason?: string | undefined;
  readonly detail?: string | undefined;
}

/** ECS answers 200 with `failures`: MISSING means that it does not exist, anything else that we do not know. */
export function onlyMissing(failures: readonly Failure[] | undefined, reading: Reading): void {
  const other = failures?.find((failure) => failure.reason !== 'MISSING');
  if (!other) return;
  const because = [other.reason, other.detail].filter(Boolean).join(': ');
  throw new ReadError(
    `${reading.what} came back incomplete: ECS answered "${because}" for ${other.arn ?? 'one of them'}`,
  );
}
