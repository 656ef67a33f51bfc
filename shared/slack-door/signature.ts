import { createHmac } from 'node:crypto';
import { sameText } from '../notify/button-value.ts';
import { type ClickRequest, headerOf } from './request.ts';

/** Slack's own window: older requests may be replays. */
const WINDOW_SECONDS = 300;

/**
 * Why the request is not Slack's, or undefined when it is. Source: docs.slack.dev, "Verifying requests from
 * Slack". `now` in milliseconds since the epoch.
 */
export function signatureProblem(
  request: ClickRequest,
  body: Buffer,
  secret: string,
  now: number,
): string | undefined {
  if (secret === '') return 'the signing secret is empty';
  const timestamp = headerOf(request, 'x-slack-request-timestamp');
  const signature = headerOf(request, 'x-slack-signature');
  if (timestamp === undefined || signature === undefined) return 'the signature headers are missing';
  if (!/^\d{1,12}$/.test(timestamp)) return 'the timestamp is no number';
  if (Math.abs(now / 1_000 - Number(timestamp)) > WINDOW_SECONDS)
    return 'the timestamp is over 5 minutes off';
  return sameText(slackSignature(body, timestamp, secret), signature) ? undefined : 'the signature is wrong';
}

/** `v0=` and the HMAC-SHA256 of `v0:<timestamp>:<raw body>` in hexadecimal. */
export function slackSignature(body: Buffer, timestamp: string, secret: string): string {
  const mac = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body);
  return `v0=${mac.digest('hex')}`;
}
