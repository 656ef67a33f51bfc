import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { WireRequest, WireResponse } from '../wire/index.ts';
import type { Input } from './carry-out.ts';
import type { MemoryDatabase } from './database.ts';

type Attributes = Parameters<typeof unmarshall>[0];

/** What of a request and of an answer is written with types, as in `{ "S": "text" }`. */
const TYPED = ['Key', 'Item', 'ExpressionAttributeValues', 'Attributes'];

/** The ledger's table behind DynamoDB's protocol. https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */
export function answerLedger(
  table: Pick<MemoryDatabase, 'answer'>,
  { headers, body }: WireRequest,
): WireResponse {
  const [, command = ''] = (headers['x-amz-target'] ?? '').split('.');
  const input: Input = eachTyped(JSON.parse(body), (value) => unmarshall(value as Attributes));
  const answer = table.answer(`${command}Command`, input);
  if (answer.type === 'error') {
    return response(400, {
      __type: `com.amazonaws.dynamodb.v20120810#${answer.name}`,
      message: answer.message,
    });
  }
  return response(
    200,
    eachTyped(answer.output, (value) => marshall(value)),
  );
}

/** The same fields, those of them that are typed otherwise. */
function eachTyped<Fields extends object>(fields: Fields, change: (value: unknown) => unknown): Fields {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  const changed = entries.map(([name, value]) => [name, TYPED.includes(name) ? change(value) : value]);
  return { ...Object.fromEntries(changed) };
}

function response(status: number, content: object): WireResponse {
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  return { status, headers, body: JSON.stringify(content) };
}
