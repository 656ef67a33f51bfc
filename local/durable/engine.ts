import type {
  DurableExecutionClient,
  DurableLambdaHandler,
  OperationUpdate,
} from '@aws/durable-execution-sdk-js';
import type { Context } from 'aws-lambda';
import type { Timeline } from '../timeline.ts';
import { createExecution, type Execution } from './execution.ts';

export interface DurableEngine {
  /** What the function under test must use instead of the Lambda API. */
  readonly client: DurableExecutionClient;
  /** Invoke a durable function under this name; a name that was used already is left alone. */
  start(name: string, payload: unknown, functionName?: string): 'started' | 'known';
  /** SendDurableExecutionCallbackSuccess; `false` when nothing waits for it (any more). */
  succeedCallback(callbackId: string, result: string): boolean;
  executions(): readonly Execution[];
}

export interface EngineOptions {
  readonly timeline: Timeline;
  readonly handler: (functionName: string) => DurableLambdaHandler;
  /** Called around every checkpoint; throwing there kills the invocation as a crash would. */
  readonly onCheckpoint?: (when: 'before' | 'after', execution: Execution) => void;
  /** So long after a crash Lambda invokes again. */
  readonly restartSeconds?: number;
}

/**
 * Lambda's durable executions in one process and on simulated time: AWS's own SDK replays against it through
 * its documented transport. Many executions share one clock here, which AWS's testing runner cannot do.
 */
export function createDurableEngine(options: EngineOptions): DurableEngine {
  const { timeline, handler, onCheckpoint = () => {}, restartSeconds = 60 } = options;
  const executions = new Map<string, Execution>();

  const client: DurableExecutionClient = {
    async getExecutionState(request) {
      return { Operations: find(request.DurableExecutionArn).operations(), NextMarker: '' };
    },
    async checkpoint(request) {
      const execution = find(request.DurableExecutionArn);
      onCheckpoint('before', execution);
      for (const update of request.Updates ?? []) {
        refuseTooLarge(update);
        execution.apply(update);
      }
      onCheckpoint('after', execution);
      const changed = execution.takeChanged();
      return { CheckpointToken: 'token', NewExecutionState: { Operations: changed, NextMarker: '' } };
    },
  };

  function find(arn: string | undefined): Execution {
    const execution = executions.get(arn ?? '');
    if (!execution) throw new Error(`no durable execution "${arn}" was started here`);
    return execution;
  }

  async function invoke(execution: Execution): Promise<void> {
    if (execution.busy || execution.status !== 'RUNNING') return;
    execution.busy = true;
    const crashed = await invokeOnce(execution, handler(execution.functionName)).finally(() => {
      execution.busy = false;
    });
    if (execution.status !== 'RUNNING') return;
    if (crashed) timeline.at(timeline.now() + restartSeconds * 1000, () => invoke(execution));
    else if (execution.hasChanged()) timeline.at(timeline.now(), () => invoke(execution));
  }

  function start(name: string, payload: unknown, functionName = 'respond'): 'started' | 'known' {
    if (executions.has(name)) return 'known';
    const execution = createExecution({ name, functionName }, JSON.stringify(payload), timeline, invoke);
    executions.set(name, execution);
    timeline.at(timeline.now(), () => invoke(execution));
    return 'started';
  }

  function succeedCallback(callbackId: string, result: string): boolean {
    return [...executions.values()].some((execution) => execution.succeedCallback(callbackId, result));
  }

  return { client, start, succeedCallback, executions: () => [...executions.values()] };
}

/** Lambda keeps at most 256 KB per checkpoint; a step that gives more fails there, so it fails here. */
const LARGEST_PAYLOAD = 262_144;

function refuseTooLarge({ Name, Payload = '' }: OperationUpdate): void {
  const bytes = Buffer.byteLength(Payload);
  if (bytes > LARGEST_PAYLOAD)
    throw new Error(`checkpoint "${Name}" has ${bytes} bytes: too many for Lambda`);
}

/** One Lambda invocation; says whether it crashed, that is, threw instead of answering. */
async function invokeOnce(execution: Execution, handler: DurableLambdaHandler): Promise<boolean> {
  execution.invocations += 1;
  const event = {
    DurableExecutionArn: execution.name,
    CheckpointToken: 'token',
    UpdatedOperationIds: execution.takeChanged().map((operation) => operation.Id ?? ''),
    InitialExecutionState: { Operations: execution.operations(), NextMarker: '' },
  };
  try {
    const output = await handler(event, lambdaContext(execution));
    if (output.Status === 'PENDING') return false;
    execution.status = output.Status;
    if (output.Status === 'SUCCEEDED') execution.result = output.Result;
    else execution.error = output.Error;
    return false;
  } catch (error) {
    execution.crashes.push(error);
    return true;
  }
}

function lambdaContext({ name, functionName }: Execution): Context {
  const unused = () => {
    throw new Error('Node.js 24 has no callback handlers');
  };
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName,
    functionVersion: '1',
    invokedFunctionArn: `arn:aws:lambda:eu-west-1:123456789012:function:${functionName}`,
    memoryLimitInMB: '256',
    awsRequestId: name,
    logGroupName: functionName,
    logStreamName: 'local',
    // No time left to wait within the invocation: it suspends at once, and simulated time alone decides when it
    // goes on. With time left, the SDK would compare the simulated end of a wait with the real clock.
    getRemainingTimeInMillis: () => 0,
    done: unused,
    fail: unused,
    succeed: unused,
  };
}
