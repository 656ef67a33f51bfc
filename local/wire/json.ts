import type { Protocol, WireResponse } from './message.ts';

const CONTENT_TYPE = 'application/x-amz-json-1.1';

/** AWS JSON 1.1: the operation stands in a header. https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export function jsonRpc(client: string, targetPrefix: string): Protocol {
  return {
    decode({ headers, body }) {
      const [prefix, command = ''] = (headers['x-amz-target'] ?? '').split('.');
      if (prefix !== targetPrefix) throw new Error(`${client} is called ${targetPrefix}, not ${prefix}`);
      return { client, command, input: JSON.parse(body) };
    },
    encode: (_command, output) => response(200, output),
    refuse: ({ code, message, status }) => response(status, { __type: code, message }),
  };
}

function response(status: number, content: object): WireResponse {
  return { status, headers: { 'content-type': CONTENT_TYPE }, body: jsonText(content) };
}

/** JSON with times as AWS writes them: seconds since the epoch. */
export function jsonText(content: object): string {
  return JSON.stringify(content, function (this: Readonly<Record<string, unknown>>, key, value: unknown) {
    const original = this[key];
    return original instanceof Date ? original.getTime() / 1_000 : value;
  });
}
