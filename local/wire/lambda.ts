import type { Protocol, WireResponse } from './message.ts';
import { restJson } from './rest.ts';

const EXECUTION = '^/2025-12-01/durable-executions/(?<DurableExecutionArn>[^/]+)';

/** Lambda: which functions there are, invoking a durable one, what its execution says, and the answers that it waits for. */
export const LAMBDA: Protocol = restJson('Lambda', [
  {
    command: 'ListFunctions',
    method: 'GET',
    path: /^\/2015-03-31\/functions$/,
    input: ({ query }) => query,
  },
  {
    command: 'GetFunction',
    method: 'GET',
    path: /^\/2015-03-31\/functions\/(?<FunctionName>[^/]+)$/,
    input: ({ labels, query }) => ({ ...labels, ...query }),
  },
  {
    command: 'Invoke',
    method: 'POST',
    path: /^\/2015-03-31\/functions\/(?<FunctionName>[^/]+)\/invocations$/,
    input: ({ labels, query, headers, body }) => ({
      ...labels,
      ...query,
      InvocationType: headers['x-amz-invocation-type'],
      DurableExecutionName: headers['x-amz-durable-execution-name'],
      Payload: body,
    }),
    answer: accepted,
  },
  {
    command: 'SendDurableExecutionCallbackSuccess',
    method: 'POST',
    path: /^\/2025-12-01\/durable-execution-callbacks\/(?<CallbackId>[^/]+)\/succeed$/,
    input: ({ labels, body }) => ({ ...labels, Result: body }),
  },
  {
    command: 'CheckpointDurableExecution',
    method: 'POST',
    path: new RegExp(`${EXECUTION}/checkpoint$`),
    input: ({ labels, body }) => ({ ...labels, ...JSON.parse(body) }),
  },
  {
    command: 'GetDurableExecutionState',
    method: 'GET',
    path: new RegExp(`${EXECUTION}/state$`),
    input: ({ labels, query }) => ({ ...labels, ...query }),
  },
]);

/** An asynchronous invocation has no answer but that it was taken. */
function accepted(): WireResponse {
  return { status: 202, headers: {}, body: '' };
}
