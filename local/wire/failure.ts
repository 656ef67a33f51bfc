import type { Failure } from './message.ts';

/**
 * A service's own error as it is, and what the simulation does not know as an operation that AWS does not have.
 * An error with a code is Node's: the connection broke, and nobody is there to hear of it, so it is thrown on.
 */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error) || 'code' in error) throw error;
  const { name: code, message } = error;
  const status = statusOf(error);
  return status === undefined
    ? { code: 'UnknownOperationException', message, status: 400 }
    : { code, message, status };
}

function statusOf(error: Error): number | undefined {
  if (!('$metadata' in error)) return undefined;
  return (error.$metadata as { readonly httpStatusCode?: number }).httpStatusCode;
}
