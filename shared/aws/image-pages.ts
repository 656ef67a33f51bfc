import type { ECRClient } from '@aws-sdk/client-ecr';

/** On the wire they are seconds since 1970; the SDK's type says Date. */
const TIMES = ['imagePushedAt', 'lastRecordedPullTime', 'lastArchivedAt', 'lastActivatedAt'];

/** The SDK's protocol of a client, as far as we use it. */
interface Protocol {
  deserializeResponse(operation: Operation, context: Context, response: Response): Promise<object>;
}
interface Operation {
  readonly name: string;
}
interface Context {
  streamCollector(body: unknown): Promise<Uint8Array>;
}
interface Response {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * The client, with pages of images taken as they were parsed: by its schema the SDK would make each image anew, field
 * by field, which is a sixth of the CPU that a large repository takes. Refusals and all other answers remain the SDK's.
 */
export function withPlainImagePages(client: ECRClient): ECRClient {
  const protocol: Protocol = client.config.protocol;
  const bySchema = protocol.deserializeResponse.bind(protocol);
  protocol.deserializeResponse = async (operation, context, response) => {
    const isPage = operation.name === 'DescribeImages' && response.statusCode === 200;
    if (!isPage) return bySchema(operation, context, response);
    const page = pageOf(await context.streamCollector(response.body));
    page.$metadata = { httpStatusCode: 200, requestId: response.headers['x-amzn-requestid'] };
    return page;
  };
  return client;
}

/** Throws a SyntaxError for what is no JSON, and a TypeError for what is no time: both as the SDK does. */
function pageOf(body: Uint8Array) {
  const page = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString());
  for (const image of page.imageDetails ?? []) {
    for (const field of TIMES) if (image[field] != null) image[field] = timeOf(image[field], field);
  }
  return page;
}

function timeOf(seconds: unknown, field: string): Date {
  const time = new Date(typeof seconds === 'number' ? Math.round(seconds * 1000) : Number.NaN);
  if (Number.isNaN(time.getTime())) throw new TypeError(`${field} is no time in seconds since 1970`);
  return time;
}
