import type { Interceptable } from '../../shared/aws/intercept.ts';
import type { DurableEngine } from './engine.ts';

/** Have a real LambdaClient answered by the local engine: starting a response, and handing it an answer. */
export function interceptLambda(engine: DurableEngine, client: Interceptable): void {
  client.middlewareStack.add(
    (next, { clientName, commandName }) =>
      async (call) => {
        if (clientName !== 'LambdaClient') return next(call);
        return { output: answer(engine, commandName ?? '', { ...call.input }), response: {} };
      },
    { step: 'initialize', name: 'localDurableEngine', priority: 'high' },
  );
}

function answer(engine: DurableEngine, command: string, input: Record<string, unknown>): object {
  if (command === 'InvokeCommand') {
    const name = String(input.DurableExecutionName);
    if (engine.start(name, json(input.Payload)) === 'started') return { StatusCode: 202 };
    throw named('DurableExecutionAlreadyStartedException', `execution ${name} was started before`);
  }
  if (command === 'SendDurableExecutionCallbackSuccessCommand') {
    if (engine.succeedCallback(String(input.CallbackId), text(input.Result))) return {};
    throw named('CallbackTimeoutException', 'nothing waits for this callback any more');
  }
  throw new Error(`the local Lambda does not know ${command}: add it to local/durable/lambda.ts`);
}

function text(bytes: unknown): string {
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString('utf8') : String(bytes);
}

function json(bytes: unknown): unknown {
  return JSON.parse(text(bytes));
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
