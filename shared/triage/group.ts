import type { Triage } from '../domain/decision.ts';

/** A signal that a playbook counts or answers, and the record that it came in. */
export interface Failure {
  readonly recordId: string;
  readonly playbook: string;
  readonly key: string;
  readonly triage: Exclude<Triage, { type: 'ignore' }>;
}

/** By incident key, in the order of arrival. */
export function groupFailures(failures: readonly Failure[]): readonly (readonly Failure[])[] {
  return [...Map.groupBy(failures, (failure) => failure.key).values()];
}
