import type { OperationUpdate, WireOperation } from '@aws/durable-execution-sdk-js';

/** An operation that was just started, as the service keeps it. */
export function begin(execution: string, update: OperationUpdate, at: Date): WireOperation {
  return {
    Id: update.Id,
    ParentId: update.ParentId,
    Name: update.Name,
    Type: update.Type,
    SubType: update.SubType,
    StartTimestamp: at,
    Status: 'STARTED',
    ...(update.Type === 'WAIT' && {
      WaitDetails: {
        ScheduledEndTimestamp: new Date(at.getTime() + (update.WaitOptions?.WaitSeconds ?? 0) * 1000),
      },
    }),
    ...(update.Type === 'CALLBACK' && { CallbackDetails: { CallbackId: `${execution}:${update.Id}` } }),
  };
}

/** The operation with how it ended. */
export function finish(operation: WireOperation, update: OperationUpdate, at: Date): WireOperation {
  const outcome = { Result: update.Payload, Error: update.Error };
  const ended = {
    ...operation,
    Status: update.Action === 'SUCCEED' ? ('SUCCEEDED' as const) : ('FAILED' as const),
    EndTimestamp: at,
  };
  if (operation.Type === 'STEP') {
    const attempt = (operation.StepDetails?.Attempt ?? 0) + 1;
    return { ...ended, StepDetails: { ...operation.StepDetails, ...outcome, Attempt: attempt } };
  }
  if (operation.Type !== 'CONTEXT') return ended;
  const ReplayChildren = update.ContextOptions?.ReplayChildren ?? operation.ContextDetails?.ReplayChildren;
  return { ...ended, ContextDetails: { ...outcome, ReplayChildren } };
}
