import type { Interceptable } from '../../shared/aws/intercept.ts';

/** Request units as DynamoDB charges them: 1 KB written, 4 KB read. */
export interface Units {
  readonly written: number;
  readonly read: number;
}

/** Ask DynamoDB with every call what it charges for it. Gives the sum so far. */
export function countUnits(client: Interceptable): () => Units {
  let written = 0;
  let read = 0;
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (call) => {
        const answer = await next({ ...call, input: { ...call.input, ReturnConsumedCapacity: 'TOTAL' } });
        const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: { CapacityUnits?: number } };
        const units = ConsumedCapacity?.CapacityUnits ?? 0;
        if (commandName.startsWith('Get')) read += units;
        else written += units;
        return answer;
      },
    { step: 'initialize', name: 'benchUnits' },
  );
  return () => ({ written, read });
}
