/** What survives a round trip through JSON: checkpoints, ledger items and log lines are made of it. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };
