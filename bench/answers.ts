import { createServer, type IncomingMessage, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import type { OperationUpdate } from '@aws/durable-execution-sdk-js';
import { createExecution, type Execution } from '../local/durable/execution.ts';
import { createTimeline } from '../local/timeline.ts';

/** The secret that stands in every parameter. */
export const SECRET = 'bench-secret';

/** What is read by the name in `x-amz-target`. */
const BY_TARGET: Readonly<Record<string, object>> = {
  'AmazonSSM.GetParameter': { Parameter: { Value: SECRET } },
};

const CHECKPOINT = /^\/2025-12-01\/durable-executions\/([^/]+)\/checkpoint/;

/** All of AWS but DynamoDB that the measured events meet: it accepts every invocation and keeps checkpoints. */
export function createAnswers(): Server {
  const executions = new Map<string, Execution>();
  return createServer(async (request, response) => {
    const body = await json(request).catch(() => ({}));
    const [status, answer] = answerTo(request, body, executions);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer, seconds));
  });
}

function answerTo(
  { url = '', headers }: IncomingMessage,
  body: unknown,
  executions: Map<string, Execution>,
): [status: number, answer: object] {
  const execution = CHECKPOINT.exec(url)?.[1];
  if (execution !== undefined) return [200, checkpoint(execution, body, executions)];
  const known = BY_TARGET[String(headers['x-amz-target'])];
  return known ? [200, known] : [202, {}];
}

function checkpoint(name: string, body: unknown, executions: Map<string, Execution>): object {
  const execution =
    executions.get(name) ??
    createExecution({ name, functionName: 'respond' }, '', createTimeline(Date.now()), async () => {});
  executions.set(name, execution);
  const { Updates = [] } = body as { readonly Updates?: readonly OperationUpdate[] };
  for (const update of Updates) execution.apply(update);
  return { CheckpointToken: 'token', NewExecutionState: { Operations: execution.takeChanged() } };
}

/** AWS sends moments as seconds since the epoch. */
function seconds(key: string, value: unknown): unknown {
  return /Timestamp$/.test(key) ? Date.parse(String(value)) / 1000 : value;
}
