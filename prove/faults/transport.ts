import { AsyncLocalStorage } from 'node:async_hooks';
import { createWire, type WireRequest, type WireResponse } from '../../local/wire/index.ts';
import type { World } from '../../local/world.ts';
import { connection } from '../../shared/aws/connection.ts';
import type { Interceptable } from '../../shared/aws/intercept.ts';
import { createResponseClients, type ResponseClients } from '../../shared/aws/response-clients.ts';
import type { Exchange } from './fault.ts';
import { type Answer, sdkResponse, type Transport, wireRequest } from './http.ts';

/** One effect of the product, such as `ledger.mark`, and the requests that it makes, by command. */
export interface Effect {
  readonly name: string;
  readonly requests: Map<string, number>;
  /** How far its own waiting has come, on the invocation's clock: effects that run side by side wait side by side. */
  at: number;
}

/** Whose requests these are. */
export const currentEffect = new AsyncLocalStorage<Effect>();
const currentCommand = new AsyncLocalStorage<string>();

export interface Meddling {
  readonly world: () => Pick<World, 'fleet' | 'engine'>;
  /** Answers in DynamoDB's place. */
  readonly ledger: (request: WireRequest) => WireResponse;
  /** Answers in AWS's place, or lets it. `site` is where the request is made: `ledger.mark UpdateItem`. */
  readonly meddle: (site: string, exchange: Exchange) => Promise<Answer>;
  /** A caller waits so many milliseconds in vain. */
  readonly waited: (milliseconds: number) => void;
}

/** Every client of the SDK has it; the SDK reads it at each call. */
interface Configured {
  readonly config: { requestHandler: Transport };
}

/**
 * The product's own clients, with all that they do (signing, writing, retrying, reading), on a transport that
 * ends in the simulated world, and that can be meddled with.
 */
export function meddledClients(meddling: Meddling): ResponseClients {
  const earlier = new Map<string, Answer>();
  return createResponseClients({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    intercept(client) {
      nameCommands(client);
      const { config } = client as Interceptable & Configured;
      config.requestHandler = { ...silent, handle: meddled(meddling, earlier) };
    },
  });
}

/** What the SDK asks a transport besides. */
const silent = { metadata: { handlerProtocol: 'http/1.1' }, httpHandlerConfigs: () => ({}), destroy() {} };

/** The transport sees bytes only; what they are called is told to it on the side. */
function nameCommands(client: Interceptable): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (call) =>
        currentCommand.run(commandName.replace(/Command$/, ''), () => next(call)),
    { step: 'initialize', name: 'nameTheCommand', priority: 'high' },
  );
}

function meddled(meddling: Meddling, earlier: Map<string, Answer>): Transport['handle'] {
  return async (request) => {
    const wired = wireRequest(request);
    const { service } = wired;
    const command = currentCommand.getStore() ?? 'unknown';
    const question = `${command} ${wired.path} ${wired.body}`;
    const patience = connection(service, { region: 'eu-west-1' }).requestHandler.requestTimeout;
    const send = async (): Promise<Answer> =>
      service === 'dynamodb' ? meddling.ledger(wired) : createWire(meddling.world())(wired);
    const answer = await meddling.meddle(`${countRequest(command)} ${command}`, {
      ...{ service, command, question, send, earlier: earlier.get(question) },
      wait: () => meddling.waited(patience),
    });
    if (!earlier.has(question)) earlier.set(question, answer);
    return { response: sdkResponse(answer) };
  };
}

/** Gives the name of the effect that this request belongs to. */
function countRequest(command: string): string {
  const effect = currentEffect.getStore();
  effect?.requests.set(command, (effect.requests.get(command) ?? 0) + 1);
  return effect?.name ?? 'nobody';
}
