import type { ActionsBlock, Button } from '@slack/types';
import { type ClickRequest, slackSignature } from '../../shared/slack-door/index.ts';
import type { LocalMessage } from './workspace.ts';

/** A button that people can see right now. */
export function buttonsOf({ message }: LocalMessage): readonly Button[] {
  return message.blocks
    .filter((block): block is ActionsBlock => block.type === 'actions')
    .flatMap(({ elements }) => elements)
    .filter((element) => element.type === 'button');
}

export interface ClickParts {
  readonly message: LocalMessage;
  readonly button: Button;
  readonly user: string;
  readonly responseUrl: string;
  readonly now: number;
  readonly signingSecret: string;
}

/** The request that Slack would send for a click, as Lambda hands it to the function: signed, and in base64. */
export function clickRequest(parts: ClickParts): ClickRequest {
  const body = Buffer.from(new URLSearchParams({ payload: JSON.stringify(payload(parts)) }).toString());
  return signedRequest(body, parts.now, parts.signingSecret);
}

export function signedRequest(body: Buffer, now: number, signingSecret: string): ClickRequest {
  const timestamp = String(Math.floor(now / 1_000));
  return {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': slackSignature(body, timestamp, signingSecret),
    },
    body: body.toString('base64'),
    isBase64Encoded: true,
    requestContext: { http: { method: 'POST' } },
  };
}

function payload({ message, button, user, responseUrl, now }: ClickParts) {
  const { channel, ts } = message;
  return {
    type: 'block_actions',
    user: { id: user, username: user.toLowerCase(), team_id: 'T00000001' },
    api_app_id: 'A00000001',
    team: { id: 'T00000001', domain: 'local' },
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
    channel: { id: channel },
    message: { type: 'message', ts, text: message.message.text, blocks: message.message.blocks },
    response_url: responseUrl,
    actions: [{ ...button, action_ts: String(now / 1_000) }],
  };
}
