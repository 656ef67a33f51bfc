import type { IncomingMessage } from 'node:http';
import { pathToFileURL } from 'node:url';

// A small client of Lambda's Runtime API: node bootstrap.mjs <host:port> <handler file>. It loads the handler,
// asks for an event, posts the answer, and begins again, as Lambda's own runtime does.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html

interface Answer {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Handler = (event: unknown, context: object) => Promise<unknown>;

// `import 'node:http'` would also load undici, for the sake of its WebSocket: the floor would hide what costs
// a bundle 25 ms when it does so itself.
const { Agent, request } = process.getBuiltinModule('node:http');
const [, , api = '', file = ''] = process.argv;
const [host, port] = api.split(':');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const { handler } = (await import(pathToFileURL(file).href)) as { handler: Handler };
while (true) await serveOne();

async function serveOne(): Promise<void> {
  const { headers, body } = await call('GET', 'next');
  const id = String(headers['lambda-runtime-aws-request-id']);
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  try {
    const result = await handler(JSON.parse(body), contextOf(id, deadline));
    await call('POST', `${id}/response`, JSON.stringify(result ?? null));
  } catch (error) {
    await call('POST', `${id}/error`, JSON.stringify({ errorMessage: String(error) }));
  }
}

function contextOf(awsRequestId: string, deadline: number): object {
  return {
    awsRequestId,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function call(method: string, path: string, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Length': Buffer.byteLength(body) };
    const options = { host, port, method, agent, headers, path: `/2018-06-01/runtime/invocation/${path}` };
    const outgoing = request(options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () =>
        resolve({ headers: incoming.headers, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
