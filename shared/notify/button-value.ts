import { createHmac, timingSafeEqual } from 'node:crypto';
import { epochSeconds } from './format.ts';

/** Makes a message authentication code for a text. */
export type Sign = (payload: string) => string;

const ANSWER_ACTIONS = ['approve', 'deny', 'snooze', 'undo'] as const;
export type AnswerAction = (typeof ANSWER_ACTIONS)[number];
/** For a schedule that sleeps: to be up so long from the click on, or until the moment in the claim. */
const AWAKE_ACTIONS = ['awake-1-hour', 'awake-3-hours', 'awake-until'] as const;
export type AwakeAction = (typeof AWAKE_ACTIONS)[number];
export const CLICK_ACTIONS = [...ANSWER_ACTIONS, ...AWAKE_ACTIONS] as const;
export type ClickAction = (typeof CLICK_ACTIONS)[number];

/** What a button is bound to. `expires` in seconds since the epoch. */
export type ButtonClaim = AnswerClaim | AwakeClaim;

interface Claim {
  readonly key: string;
  readonly planHash: string;
  readonly expires: number;
  /** ISO 8601; with `awake-until` only. */
  readonly until?: string;
}

export interface AnswerClaim extends Claim {
  readonly action: AnswerAction;
}

export interface AwakeClaim extends Claim {
  readonly action: AwakeAction;
}

export function isAwakeClaim(claim: ButtonClaim): claim is AwakeClaim {
  return AWAKE_ACTIONS.some((one) => one === claim.action);
}

/** HMAC-SHA256 under Slack's signing secret, set apart from Slack's own use of it by a prefix. */
export function createSign(secret: string): Sign {
  if (secret === '') throw new Error('The Slack signing secret is empty: put it into its SSM parameter.');
  return (payload) =>
    createHmac('sha256', secret).update(`watchkeeper-button:${payload}`).digest('base64url');
}

/** A button's `value`: compact JSON with the claim and its code. Unsigned, for previews, it is refused later. */
export function encodeButton(claim: ButtonClaim, sign?: Sign): string {
  const code = sign === undefined ? {} : { m: sign(payloadOf(claim)) };
  const { key: k, planHash: h, expires: x, until: u } = claim;
  return JSON.stringify({ k, h, x, ...(u !== undefined && { u }), ...code });
}

/** The claim, if it is one and carries our code; `action` comes from the button that was clicked. */
export function decodeButton(action: string, value: string, sign: Sign): ButtonClaim | undefined {
  const claim = parse(action, value);
  if (claim === undefined) return undefined;
  return sameText(sign(payloadOf(claim)), claim.code) ? claim : undefined;
}

/** Compares in a time that does not tell how much of it was right. */
export function sameText(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}

export function expirySeconds(iso: string): number {
  return epochSeconds(iso) ?? 0;
}

function payloadOf({ action, key, planHash, expires, until }: ButtonClaim): string {
  return JSON.stringify(['v1', action, key, planHash, expires, ...(until === undefined ? [] : [until])]);
}

function parse(action: string, value: string): (ButtonClaim & { readonly code: string }) | undefined {
  const known = CLICK_ACTIONS.find((one) => one === action);
  const raw = fromJson(value);
  if (known === undefined || raw === undefined) return undefined;
  const { k, h, x, u, m } = raw;
  if (typeof k !== 'string' || typeof h !== 'string' || typeof x !== 'number' || typeof m !== 'string')
    return undefined;
  if (u !== undefined && typeof u !== 'string') return undefined;
  return { action: known, key: k, planHash: h, expires: x, ...(u !== undefined && { until: u }), code: m };
}

function fromJson(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
