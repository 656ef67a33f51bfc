import { errorName, errorText, isDenied, isThrottled, missingPermission } from '../aws/failures.ts';
import type { ActionResult } from '../domain/decision.ts';

/** `permission`: the IAM action the call needs, on `resource`. */
export interface Call {
  readonly permission: string;
  readonly resource: string;
}

/** What AWS refused, in one sentence that says what to do about it. */
export function failed(call: Call, error: unknown): ActionResult {
  return { type: 'failed', reason: explain(call, error) };
}

function explain({ permission, resource }: Call, error: unknown): string {
  if (isDenied(error)) {
    const missing = missingPermission(error);
    return `AWS denied it: add "${missing?.action ?? permission}" on ${missing?.resource ?? resource} to the role of this function`;
  }
  if (isThrottled(error)) return `AWS throttles ${permission} in this account: nothing was changed`;
  return `AWS refused ${permission} on ${resource}: ${errorName(error)}: ${errorText(error)}`;
}
