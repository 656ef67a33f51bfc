import type { FailureCode } from '../domain/decision.ts';
import type { Severity } from '../domain/incident.ts';
import { upperFirst } from './format.ts';

/** Every word that people read in Slack which is not about an action; those are in `action-words.ts`. */

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

export const BUTTON = {
  approve: 'Approve',
  deny: 'Deny',
  snooze: (minutes: number | undefined) => (minutes === undefined ? 'Snooze' : `Snooze ${minutes} min`),
  confirm: 'Yes, do it',
  cancel: 'Cancel',
  confirmTitle: (what: string) => `${what}?`,
  approveLabel: (act: string) => `Approve: ${act}`,
  denyLabel: (name: string) => `Deny, and leave ${name} as it is`,
  snoozeLabel: (name: string) => `Ask again later about ${name}`,
} as const;

/** What a click is answered with: at once in place of the buttons, or to the person alone. */
export const CLICK = {
  working: (who: string, what: string, at: string) => `⏳ Working… ${what} by ${who} at ${at}`,
  answered: { approved: 'approved', denied: 'denied', snoozed: 'snoozed' },
  notApprover:
    'You are not on the list of approvers for this, so nothing was done. Ask one of them to answer.',
  expired: 'This approval has expired, so nothing was done. A new message comes if the problem stays.',
  changed:
    'The plan has changed since this button was shown, so nothing was done. Please review the message again.',
  gone: 'There is no open question here any more, so nothing was done.',
  late: (what: string, who: string) => `This was already ${what} by ${who}, so your click changed nothing.`,
  forged: 'This button was not made by Watchkeeper, so nothing was done.',
  retry: 'Your answer is written down, but handing it on failed. Please click once more in a moment.',
  broken: 'Your click could not be recorded, so nothing was done. Please click once more in a moment.',
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
