import { CallbackTimeoutException, DurableExecutionAlreadyStartedException } from '@aws-sdk/client-lambda';
import type { Interceptable } from '../../shared/aws/intercept.ts';
import type { DurableEngine } from './engine.ts';

/** Have a real LambdaClient answered by the local engine: starting a response, and handing it an answer. */
export function interceptLambda(engine: DurableEngine, client: Interceptable): void {
  client.middlewareStack.add(
    (next, { clientName, commandName }) =>
      async (call) => {
        if (clientName !== 'LambdaClient') return next(call);
        const command = (commandName ?? '').replace(/Command$/, '');
        return { output: await answerLambda(engine, command, call.input), response: {} };
      },
    { step: 'initialize', name: 'localDurableEngine', priority: 'high' },
  );
}

/** Carry out one of Lambda's commands, by the SDK's name for it. Throws what the SDK would. */
export async function answerLambda(engine: DurableEngine, command: string, input: object): Promise<object> {
  const carryOut = COMMANDS[command];
  if (carryOut === undefined) {
    throw new Error(`the local Lambda does not know ${command}: add it to local/durable/lambda.ts`);
  }
  return carryOut(engine, { ...input });
}

type Carry = (engine: DurableEngine, input: Record<string, unknown>) => object | Promise<object>;

const COMMANDS: Readonly<Record<string, Carry>> = {
  Invoke: invoke,
  SendDurableExecutionCallbackSuccess: succeed,
  // The durable SDK sends these, with the very input that its own transport would take.
  CheckpointDurableExecution: ({ client }, input) => client.checkpoint(input as never),
  GetDurableExecutionState: ({ client }, input) => client.getExecutionState(input as never),
};

function invoke(
  engine: DurableEngine,
  { FunctionName, DurableExecutionName, Payload }: Record<string, unknown>,
): object {
  const name = String(DurableExecutionName);
  const begun = engine.start(name, JSON.parse(text(Payload)), String(FunctionName));
  if (begun === 'started') return { StatusCode: 202 };
  const message = `execution ${name} was started before`;
  throw new DurableExecutionAlreadyStartedException({ message, $metadata: { httpStatusCode: 409 } });
}

function succeed(engine: DurableEngine, { CallbackId, Result }: Record<string, unknown>): object {
  if (engine.succeedCallback(String(CallbackId), text(Result))) return {};
  const message = 'nothing waits for this callback any more';
  throw new CallbackTimeoutException({ message, $metadata: { httpStatusCode: 400 } });
}

function text(bytes: unknown): string {
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString('utf8') : String(bytes);
}
