import type { DurableContext } from '@aws/durable-execution-sdk-js';
import type { Deps } from '../deps.ts';
import type { Attempt } from '../domain/decision.ts';
import type { ApprovalAnswer, IncidentRef } from '../domain/incident.ts';
import type { Playbook } from '../domain/playbook.ts';

/** What a response uses of Lambda's durable execution: checkpointed steps and waits that cost nothing. */
export type Durable = Pick<DurableContext, 'step' | 'wait' | 'waitForCondition' | 'createCallback'>;

/** One response and all it works with. The incident's id owns the incident: it names the execution. */
export interface Run {
  readonly ref: IncidentRef;
  readonly playbook: Playbook;
  readonly settings: unknown;
  readonly durable: Durable;
  readonly deps: Omit<Deps, 'resume'>;
}

/** What earlier rounds leave to later ones. */
export interface RoundState {
  readonly attempts: readonly Attempt[];
  readonly approved?: { readonly planHash: string; readonly answer: ApprovalAnswer };
}

/**
 * Try a step so many times, with a growing pause, or with the one that the service asked for: at one layer,
 * beside the SDK's own three tries per call.
 */
export function retry(tries: number, firstSeconds: number, longestSeconds = 300) {
  return (error: Error, attempt: number) => {
    const own = Math.min(firstSeconds * 2 ** (attempt - 1), longestSeconds);
    const asked = 'retryAfterSeconds' in error ? Number(error.retryAfterSeconds) : 0;
    return { shouldRetry: attempt < tries, delay: { seconds: Math.max(own, asked || 0) } };
  };
}

export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
