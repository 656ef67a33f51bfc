import type { ErrorObject, OperationUpdate, WireOperation } from '@aws/durable-execution-sdk-js';
import type { Timeline } from '../timeline.ts';
import { begin, finish } from './operation.ts';

/** One durable execution: its operations as the service keeps them between invocations. */
export interface Execution {
  readonly name: string;
  /** Of which function it is an execution. */
  readonly functionName: string;
  busy: boolean;
  invocations: number;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  result?: string | undefined;
  error?: ErrorObject | undefined;
  readonly crashes: unknown[];
  operations(): WireOperation[];
  apply(update: OperationUpdate): void;
  hasChanged(): boolean;
  /** Operations that changed since this was last asked. */
  takeChanged(): WireOperation[];
  succeedCallback(callbackId: string, result: string): boolean;
}

export function createExecution(
  { name, functionName }: Pick<Execution, 'name' | 'functionName'>,
  input: string,
  timeline: Timeline,
  invoke: (execution: Execution) => Promise<void>,
): Execution {
  const operations = new Map<string, WireOperation>();
  const changed = new Set<string>();
  const now = () => new Date(timeline.now());
  operations.set('execution', {
    Id: 'execution',
    Type: 'EXECUTION',
    Status: 'STARTED',
    StartTimestamp: now(),
    ExecutionDetails: { InputPayload: input },
  });

  function set(operation: WireOperation): void {
    operations.set(operation.Id ?? '', operation);
    changed.add(operation.Id ?? '');
  }

  function later(seconds: number, change: () => boolean): void {
    timeline.at(timeline.now() + seconds * 1000, async () => {
      if (change()) await invoke(execution);
    });
  }

  /** Move an operation on, if it still stands where it stood when this was planned. */
  function move(id: string, from: string, to: Partial<WireOperation>): boolean {
    const operation = operations.get(id);
    if (operation?.Status !== from) return false;
    set({ ...operation, ...to });
    return true;
  }

  function apply(update: OperationUpdate): void {
    const id = update.Id ?? '';
    const operation = operations.get(id) ?? begin(`${functionName}:${name}`, update, now());
    if (update.Action === 'SUCCEED' || update.Action === 'FAIL') set(finish(operation, update, now()));
    else if (update.Action === 'RETRY') retry(operation, update);
    else set(operation);
    if (update.Action === 'START') plan(id, update);
  }

  function retry(operation: WireOperation, update: OperationUpdate): void {
    const id = operation.Id ?? '';
    const seconds = update.StepOptions?.NextAttemptDelaySeconds ?? 0;
    const details = {
      ...operation.StepDetails,
      Attempt: (operation.StepDetails?.Attempt ?? 0) + 1,
      Result: update.Payload,
      Error: update.Error,
      NextAttemptTimestamp: new Date(timeline.now() + seconds * 1000),
    };
    set({ ...operation, Status: 'PENDING', StepDetails: details });
    later(seconds, () => move(id, 'PENDING', { Status: 'READY' }));
  }

  function plan(id: string, update: OperationUpdate): void {
    const ended = () => ({ EndTimestamp: now() });
    if (update.Type === 'WAIT') {
      const seconds = update.WaitOptions?.WaitSeconds ?? 0;
      later(seconds, () => move(id, 'STARTED', { Status: 'SUCCEEDED', ...ended() }));
    }
    const timeout = update.CallbackOptions?.TimeoutSeconds;
    if (update.Type === 'CALLBACK' && timeout) {
      later(timeout, () => move(id, 'STARTED', { Status: 'TIMED_OUT', ...ended() }));
    }
  }

  function succeedCallback(callbackId: string, result: string): boolean {
    const [id, operation] =
      [...operations].find(([, { CallbackDetails }]) => CallbackDetails?.CallbackId === callbackId) ?? [];
    if (id === undefined || operation?.Status !== 'STARTED') return false;
    const CallbackDetails = { ...operation.CallbackDetails, Result: result };
    set({ ...operation, Status: 'SUCCEEDED', CallbackDetails });
    timeline.at(timeline.now(), () => invoke(execution));
    return true;
  }

  const execution: Execution = {
    name,
    functionName,
    busy: false,
    invocations: 0,
    status: 'RUNNING',
    crashes: [],
    operations: () => [...operations.values()],
    apply,
    hasChanged: () => changed.size > 0,
    takeChanged() {
      const taken = [...changed]
        .map((id) => operations.get(id))
        .filter((operation) => operation !== undefined);
      changed.clear();
      return taken;
    },
    succeedCallback,
  };
  return execution;
}
