import { sha256 } from '../domain/digest.ts';
import { type ApprovalAnswer, executionOf, type IncidentRef } from '../domain/incident.ts';
import type { Clients } from './clients.ts';
import { errorName, errorText, hasName, isDenied } from './failures.ts';

/** On the respond function's ARN with its qualifier. */
export const START_PERMISSIONS = ['lambda:InvokeFunction'] as const;

/**
 * Lambda checks it against the execution's ARN (`function:<name>:<version>/durable-execution/…`), so the
 * resource must be `<function ARN>:*`: neither the bare ARN nor an alias ever matches.
 */
export const RESUME_PERMISSIONS = ['lambda:SendDurableExecutionCallbackSuccess'] as const;

export interface ResponseFunction {
  /** Name or ARN, without a qualifier. */
  readonly functionName: string;
  /** Version or alias: a durable function is only invoked with one. */
  readonly qualifier: string;
}

/**
 * Starts the durable execution that responds to an incident. Its name is the incident's, which makes Lambda
 * answer a repeat with the execution that runs, or ran, already.
 */
export function createStartResponse(
  clients: Pick<Clients, 'lambda'>,
  { functionName, qualifier }: ResponseFunction,
): (ref: IncidentRef) => Promise<void> {
  return async (ref) => {
    const { InvokeCommand } = await import('./sdk/lambda.ts');
    const invoke = new InvokeCommand({
      FunctionName: functionName,
      Qualifier: qualifier,
      InvocationType: 'Event',
      DurableExecutionName: executionName(executionOf(ref)),
      Payload: Buffer.from(JSON.stringify(ref)),
    });
    try {
      await (await clients.lambda()).send(invoke);
    } catch (error) {
      if (hasName(error, 'DurableExecutionAlreadyStartedException')) return;
      throw new Error(
        explain(`The response to incident ${ref.id} could not be started`, START_PERMISSIONS[0], error),
        { cause: error },
      );
    }
  };
}

/**
 * Hands an answer to the response that waits for it. A callback that was answered before, or has expired, is
 * left as it is: the response has gone on.
 */
export function createResume(
  clients: Pick<Clients, 'lambda'>,
): (callbackId: string, answer: ApprovalAnswer) => Promise<void> {
  return async (callbackId, answer) => {
    const { SendDurableExecutionCallbackSuccessCommand } = await import('./sdk/lambda.ts');
    const succeed = new SendDurableExecutionCallbackSuccessCommand({
      CallbackId: callbackId,
      Result: Buffer.from(JSON.stringify(answer)),
    });
    try {
      await (await clients.lambda()).send(succeed);
    } catch (error) {
      if (hasName(error, 'CallbackTimeoutException')) return;
      throw new Error(explain('The answer could not be handed over', RESUME_PERMISSIONS[0], error), {
        cause: error,
      });
    }
  };
}

/**
 * A durable execution's name: 1 to 64 letters, digits, hyphens and underscores. Whatever does not fit is
 * replaced by a digest of the whole id, so that different ids keep different names.
 */
export function executionName(id: string): string {
  if (/^[\w-]{1,64}$/.test(id)) return id;
  const digest = sha256(id).slice(0, 16);
  return `${id.replaceAll(/[^\w-]+/g, '-').slice(0, 47)}-${digest}`;
}

function explain(what: string, action: string, error: unknown): string {
  if (isDenied(error)) return `${what}: add "${action}" to the role of this function`;
  return `${what}: ${errorName(error)}: ${errorText(error)}`;
}
