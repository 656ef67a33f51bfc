import type { DoorCall } from '../../../local/door-calls.ts';
import type { Fleet } from '../../../local/fleet/index.ts';
import { accountOf } from './account.ts';
import { needsOf } from './needs.ts';
import type { IamRequest } from './policy.ts';
import type { Account } from './requests.ts';

const LEDGER = 'watchkeeper-local';

/** A call that a function made, and what IAM asks for it. */
export interface Asked extends DoorCall {
  readonly requests: readonly IamRequest[];
}

/** Each call with what it asks of IAM, repeats once. */
export function askedOf(calls: readonly DoorCall[]): readonly Asked[] {
  const seen = new Map<string, Asked>();
  const accounts = new Map<Fleet, Account>();
  for (const call of calls.map(onLedger)) {
    const account = accounts.get(call.fleet) ?? accountOf(call.fleet);
    accounts.set(call.fleet, account);
    const requests = needsOf(call, account);
    seen.set(JSON.stringify([call.door, requests]), { ...call, requests });
  }
  return [...seen.values()];
}

/** Ledgers that share the memory of one process have a table of their own name in each world. */
function onLedger(call: DoorCall): DoorCall {
  if (call.client !== 'DynamoDB') return call;
  return { ...call, input: { ...call.input, TableName: LEDGER } };
}
