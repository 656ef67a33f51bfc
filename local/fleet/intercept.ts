import { ECSServiceException } from '@aws-sdk/client-ecs';
import type { Interceptable } from '../../shared/aws/intercept.ts';
import { HANDLERS } from './api/index.ts';
import { refusal } from './errors.ts';
import { type FaultKind, takeFault } from './faults.ts';
import type { Call, World } from './model.ts';
import { createRandom } from './random.ts';

/** Clients that talk to something else that runs locally: DynamoDB to dynalite, Lambda to the durable engine, but for reads. */
const PASSED_ON: readonly string[] = ['DynamoDB', 'DynamoDBDocument', 'Lambda'];

/**
 * Have a real SDK client answered by the simulated world: before anything is signed or sent, so that it needs
 * neither credentials nor a network. A command that the world does not know is an error with its name.
 */
export function intercept(world: World, client: Interceptable): void {
  client.middlewareStack.add(
    (next, context) => async (call) => {
      const clientName = (context.clientName ?? '').replace(/Client$/, '');
      const command = (context.commandName ?? '').replace(/Command$/, '');
      if (PASSED_ON.includes(clientName) && !HANDLERS[clientName]?.[command]) return next(call);
      return { output: send(world, clientName, command, call.input), response: {} };
    },
    { step: 'initialize', priority: 'high', name: 'simulatedFleet' },
  );
}

/**
 * Carry out one command, by the SDK's names for its client and itself. Input and output are copies: neither side
 * can reach into what the other keeps. Throws what the SDK would.
 */
export function send(world: World, client: string, command: string, input: object): object {
  const call: Call = { client, command, input: structuredClone(input), at: world.timeline.now() };
  world.calls.push(call);
  try {
    return structuredClone({ ...carryOut(world, call), $metadata: metadata(world) });
  } catch (cause) {
    call.error = cause instanceof Error ? cause.name : 'unknown';
    throw cause;
  }
}

function carryOut(world: World, { client, command, input }: Call): object {
  const handler = HANDLERS[client]?.[command];
  if (handler === undefined) {
    throw new Error(
      `the simulated fleet does not know ${client} ${command}: add it to local/fleet/api/index.ts`,
    );
  }
  const fault = takeFault(world, command);
  if (fault !== undefined && fault !== 'lost-answer') throw faultError(fault, command);
  // The table pairs each name with the handler of that command's input.
  const output = handler(world, structuredClone(input) as never);
  if (fault === 'lost-answer') throw lostAnswer(command);
  return output;
}

function faultError(fault: Exclude<FaultKind, 'lost-answer'>, command: string): Error {
  const [name, message, status] = {
    throttled: ['ThrottlingException', 'Rate exceeded', 400] as const,
    denied: ['AccessDeniedException', `User is not authorized to perform: ${command}`, 403] as const,
    unavailable: ['ServerException', 'Service Unavailable. Please try again later.', 503] as const,
  }[fault];
  return new ECSServiceException({
    ...refusal(message, status),
    name,
    $fault: status < 500 ? 'client' : 'server',
  });
}

/** As Node reports a connection that breaks before the answer. */
function lostAnswer(command: string): Error {
  return Object.assign(new Error(`socket hang up during ${command}`), {
    name: 'TimeoutError',
    code: 'ECONNRESET',
  });
}

function metadata(world: World): object {
  const requestId = createRandom(world.seed, 'request', world.calls.length).uuid();
  return { httpStatusCode: 200, requestId, attempts: 1, totalRetryDelay: 0 };
}
