import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../listen.ts';

/** Lambda's side of the Runtime API for one function instance, on loopback. */
export interface RuntimeApi {
  /** `host:port`, as `AWS_LAMBDA_RUNTIME_API` would say. */
  readonly address: string;
  /** When the instance first asked for an event: its initialisation is over. On `performance.now()`. */
  readonly ready: Promise<number>;
  /** Hand over one event and wait for the answer. Throws what the function reports as its error. */
  invoke(event: unknown, deadline?: number): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  readonly body: string;
  /** From handing over the event to having the answer. */
  readonly milliseconds: number;
}

const TIMEOUT_MS = 30_000;

/** `deadline`, when an invocation is over, is in milliseconds since the epoch on the function's clock. */
export async function openRuntimeApi(): Promise<RuntimeApi> {
  const ready = Promise.withResolvers<number>();
  let waiting = Promise.withResolvers<ServerResponse>();
  let answered = Promise.withResolvers<string>();
  let invocations = 0;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.endsWith('/next')) {
      ready.resolve(performance.now());
      waiting.resolve(response);
      return;
    }
    const body = await text(request);
    response.writeHead(202).end();
    if (request.url?.endsWith('/error')) answered.reject(new Error(`the function failed: ${body}`));
    else answered.resolve(body);
  }

  async function invoke(event: unknown, deadline = Date.now() + TIMEOUT_MS): Promise<Answer> {
    const payload = JSON.stringify(event);
    const next = await waiting.promise;
    waiting = Promise.withResolvers();
    answered = Promise.withResolvers();
    const began = performance.now();
    next.writeHead(200, {
      'Lambda-Runtime-Aws-Request-Id': `request-${++invocations}`,
      'Lambda-Runtime-Deadline-Ms': String(deadline),
    });
    next.end(payload);
    const body = await answered.promise;
    return { body, milliseconds: performance.now() - began };
  }

  const { port, close } = await listen(createServer(receive));
  return { address: `127.0.0.1:${port}`, ready: ready.promise, invoke, close };
}
