import { Readable } from 'node:stream';
import type { WireRequest } from '../../local/wire/index.ts';

/** A request as the SDK hands it to its transport. */
export interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What the SDK takes from its transport. */
export interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable | Uint8Array;
}

/** The SDK's transport: one HTTP request, one answer, or an error where the connection broke. */
export interface Transport {
  handle(request: SdkRequest, options?: object): Promise<{ readonly response: SdkResponse }>;
}

/** An answer whose bytes are known, so that they can be changed. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The connection breaks after the body's bytes. */
  readonly cut?: boolean;
}

export function wireRequest({ method, path, query = {}, headers, body }: SdkRequest): WireRequest {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, String(one)]),
  );
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const own: Record<string, string> = Object.fromEntries(lower);
  return {
    service: signedFor(own.authorization),
    method,
    path: pairs.length > 0 ? `${path}?${new URLSearchParams(pairs)}` : path,
    headers: own,
    body: body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body ?? ''),
  };
}

/** A signature's scope is `<key>/<day>/<region>/<service>/aws4_request`. */
function signedFor(authorization = ''): string {
  return /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(authorization)?.[1] ?? '';
}

/** As it comes out of a socket: a stream, which may break. */
export function sdkResponse({ status, headers, body, cut = false }: Answer): SdkResponse {
  async function* bytes() {
    yield Buffer.from(body);
    if (cut) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
  }
  return { statusCode: status, headers, body: Readable.from(bytes()) };
}
