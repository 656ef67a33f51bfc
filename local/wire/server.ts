import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../listen.ts';
import type { Wire, WireRequest } from './index.ts';

/** A wire on loopback: one endpoint for all services, as `AWS_ENDPOINT_URL` names it. */
export interface WireServer {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Where the wire throws, the connection breaks without an answer. */
export async function serveWire(wire: Wire): Promise<WireServer> {
  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      const { status, headers, body } = await wire(await requestOf(incoming));
      outgoing.writeHead(status, headers).end(body);
    } catch {
      incoming.socket.destroy();
    }
  }

  const { port, close } = await listen(createServer(answer));
  return { endpoint: `http://127.0.0.1:${port}`, close };
}

async function requestOf(incoming: IncomingMessage): Promise<WireRequest> {
  const { method = '', url: path = '', headers } = incoming;
  const single = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(',')]);
  return {
    service: signedFor(headers.authorization),
    method,
    path,
    headers: Object.fromEntries(single),
    body: await text(incoming),
  };
}

/** A signature's scope is `<key>/<day>/<region>/<service>/aws4_request`. */
function signedFor(authorization = ''): string {
  return /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(authorization)?.[1] ?? '';
}
