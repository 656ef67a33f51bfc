import type { Side } from '../account.ts';

/** One call of the product, the same on both sides. `what` names it in the list of known differences. */
export interface ContractCall {
  readonly what: string;
  readonly does: (side: Side) => Promise<unknown>;
}
