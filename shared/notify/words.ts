import type { FailureCode } from '../domain/decision.ts';
import type { Severity } from '../domain/incident.ts';
import { upperFirst } from './format.ts';

/** What a message says. Words about an action are in `action-words.ts`, those about a click in `click-words.ts`. */

export const SEVERITY_WORD: Readonly<Record<Severity, string>> = {
  critical: 'CRITICAL',
  warning: 'WARNING',
  info: 'INFO',
};

export const STATE = {
  acting: 'ACTING',
  verifying: 'VERIFYING',
  holding: 'FIXED, WATCHING',
  waiting: 'WAITING',
  resolved: 'RESOLVED',
  done: 'DONE',
  cameBack: 'CAME BACK',
  observed: 'OBSERVED',
  handsOff: 'HANDS OFF',
  needsYou: 'NEEDS YOU',
  noAction: 'NO ACTION',
  failed: 'FAILED',
  denied: 'DENIED',
  expired: 'EXPIRED',
  undone: 'UNDONE',
} as const;

/** Beside the word, never instead of it. */
export const EMOJI = {
  critical: '🔴',
  warning: '🟠',
  info: '🔵',
  busy: '🟡',
  good: '🟢',
} as const;

export const FAILURE_STATE: Readonly<Record<FailureCode, string>> = {
  'read-failed': STATE.failed,
  'action-failed': STATE.failed,
  'changed-meanwhile': STATE.failed,
  'not-verified': STATE.failed,
  'approval-denied': STATE.denied,
  'approval-expired': STATE.expired,
};

export const LABEL = {
  running: 'Running',
  cluster: 'Cluster',
  registry: 'Registry',
  account: 'Account',
  cause: 'Cause',
  revision: 'Failing revision',
  lastSteady: 'Last steady',
  image: 'Image',
  subject: 'It names',
  why: '*Why:*',
  did: '*Did:*',
  plan: '*Plan:*',
  would: '*Would:*',
  notDone: '*Not done:*',
  guard: '*Guard:*',
  success: '*Success:*',
  next: '*Next:*',
  log: 'Last lines of',
  service: 'Service',
  task: 'Task',
  logs: 'Logs',
} as const;

export const SAY = {
  nothingYet: 'nothing yet.',
  nothing: 'nothing.',
  approvedBy: (who: string, at: string) => `approved by ${who}${at && ` at ${at}`}`,
  deniedBy: (who: string, at: string) => `denied by ${who}${at && ` at ${at}`}`,
  undoneBy: (who: string, at: string) => `undo asked by ${who}${at && ` at ${at}`}`,
  snoozedBy: (who: string, at: string) => `snoozed by ${who}${at && ` at ${at}`}`,
  allowedBy: (rule: string) => `allowed by rule ${rule}`,
  cannotBeAsked: 'Its names are too long for a button, so it cannot be approved here.',
  acts: (act: string) => `Now: ${act}.`,
  verifies: (acted: string, limit: string) =>
    `Done: ${acted}. Checking for up to ${limit} whether it worked.`,
  holds: (acted: string, limit: string) => `Done: ${acted}, and it works. Watching ${limit} more.`,
  would: (act: string) => `would ${act}`,
  nothingChanged: 'nothing was changed',
  waits: 'Waiting before looking again.',
  waitsFor: (what: string) => `Waiting for ${what}: this message follows, and closes itself.`,
  more: (left: number) => `and ${left} more`,
  cooldown: (minutes: number) => `cooldown ${minutes} min`,
  budget: (used: number, limit: number) => `budget ${used} of ${limit} actions in 24 h`,
  expires: (at: string) => `expires ${at}`,
  within: (success: string, limit: string) => `${success}, within ${limit}`,
  heldFor: (time: string) => `watched for ${time} since`,
  undo: (command: string) => `To undo: ${command}`,
  thenWatched: (time: string) => `then watched for ${time}`,
} as const;

/** One line each in the thread. */
export const TURN = {
  approved: 'approved in Slack',
  asking: (plan: string, rule: string) => `Asked for approval to ${plan}${rule && ` (${rule})`}.`,
  acting: (plan: string, why: string) => `Going to ${plan}${why && ` (${why})`}.`,
  verifying: (tried: string, limit: string) =>
    `${tried && `${upperFirst(tried)}. `}Checking for up to ${limit} whether it worked.`,
  holding: (acted: string, limit: string) =>
    `${acted && `${upperFirst(acted)}, and it works. `}Watching ${limit} for it to come back.`,
} as const;

export const VERDICT_WORD = {
  act: 'allows it',
  ask: 'needs approval',
  observe: 'observe only',
  deny: 'forbids it',
} as const;

export const FLEET = {
  failing: (cluster: string, failing: number, active: number) =>
    `${cluster}: ${failing} of ${active} services are failing, hands off`,
  recovered: (cluster: string) => `${cluster}: the services that failed are well again`,
  share: (failing: number, active: number, percent: number) =>
    `*${failing} of ${active} services* are failing at once (${percent} %).`,
  wellAgain: 'They run all their tasks again.',
  handsOff:
    'When so much of a fleet fails at once the cause is rarely in one service, and acting on each could make it worse.',
  next: 'Look for what they share: a bad base image, a revoked role or secret, a network or capacity problem, AWS itself.',
  services: (names: string, more: number) => `*Among them:* ${names}${more > 0 ? ` and ${more} more` : ''}`,
  folded: (incidents: string) => `${incidents} shown in this one message`,
} as const;
