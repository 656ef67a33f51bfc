import type { Disturbances } from './state.ts';

/** One bounded world: what may happen in it, and the steps that were taken before everything may. */
export interface Case {
  readonly name: string;
  readonly left: Disturbances;
  readonly after?: readonly string[];
  readonly unconditional?: string;
}

export const NOTHING: Disturbances = {
  failures: 2,
  duplicates: 0,
  crashes: 0,
  deaths: 0,
  leases: 0,
  clicks: 1,
  deployments: 0,
  stalls: Number.POSITIVE_INFINITY,
};

const ASKED: readonly string[] = [
  'task 1 fails',
  'task 2 fails',
  'triage of task 2 starts the response',
  'response 1 (09 h) claims the incident',
  'response 1 (09 h) counts the failure',
  'response 1 (09 h) checkpoints claim',
  'response 1 (09 h) wakes up',
  'response 1 (09 h) renews its lease',
  'response 1 (09 h) reads the service',
  'response 1 (09 h) reads the ledger',
  'response 1 (09 h) reads the ledger',
  'response 1 (09 h) checkpoints gather-1',
  'response 1 (09 h) checkpoints answer-1',
  'response 1 (09 h) writes the question down',
  'response 1 (09 h) checkpoints ask-1',
];
export const APPROVED: readonly string[] = [
  ...ASKED,
  'somebody clicks approve (click 1)',
  'click 1 writes the answer down',
  'click 1 hands the answer over',
];

/** The plan stands, and only the act is left. */
export const AGREED: readonly string[] = [
  ...APPROVED,
  'response 1 (09 h) renews its lease',
  'response 1 (09 h) reads the service',
  'response 1 (09 h) reads the ledger',
  'response 1 (09 h) reads the ledger',
  'response 1 (09 h) checkpoints gather-2',
];

/** Its lease runs out while it lives, and one more failure opens the next incident: two owners. */
const TWO_OWNERS: Disturbances = { ...NOTHING, failures: 3, leases: 1, stalls: 0 };

/** Seconds: what `npm test` explores. */
export const SMALL: readonly Case[] = [
  { name: 'one question', left: NOTHING },
  {
    name: 'a lease that ran out right before the act, and the next owner',
    left: TWO_OWNERS,
    after: [...AGREED, 'the lease runs out'],
  },
];

/** About two minutes: what `npm run explore` explores. */
export const FULL: readonly Case[] = [
  { name: 'a crash anywhere', left: { ...NOTHING, crashes: 1 } },
  { name: 'a third failure, at any time', left: { ...NOTHING, failures: 3 } },
  { name: 'two more failures while it acts', left: { ...NOTHING, failures: 4 }, after: APPROVED },
  { name: 'a failure told twice', left: { ...NOTHING, duplicates: 1 } },
  { name: 'two clicks at once', left: { ...NOTHING, clicks: 2 } },
  { name: 'another revision deployed', left: { ...NOTHING, deployments: 1 } },
  {
    name: 'a response that died after it asked, and the next one',
    left: { ...NOTHING, failures: 4, deaths: 1, leases: 1 },
    after: [...ASKED, 'response 1 (09 h) dies for good', 'the lease runs out'],
  },
  { name: 'a lease that runs out at any time, and the next owner', left: TWO_OWNERS },
  {
    name: 'a lease that runs out after the question, and an owner that is held up',
    left: { ...TWO_OWNERS, stalls: 1 },
    after: ASKED,
  },
  {
    name: 'a lease that runs out after the answer, and a crash',
    left: { ...TWO_OWNERS, crashes: 1 },
    after: AGREED,
  },
];
