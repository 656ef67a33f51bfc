import { ACTIONS } from './actions.ts';
import type { ContractCall } from './call.ts';
import { PARAMETERS } from './parameters.ts';
import { READS } from './reads.ts';

/** The contract: every read, every parameter, every action, in the order in which they are made. */
export const CALLS: readonly ContractCall[] = [
  ...Object.values(READS).flat(),
  ...PARAMETERS,
  ...Object.values(ACTIONS).flat(),
];
