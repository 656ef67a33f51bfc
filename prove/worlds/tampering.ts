import { signedRequest } from '../../local/slack/click.ts';
import type { ClickAction } from '../../shared/notify/button-value.ts';
import type { ClickRequest } from '../../shared/slack-door/index.ts';
import { APPROVERS, type Question, SECRET, START } from './question.ts';

const [ANA = ''] = APPROVERS;

export interface PressedButton {
  readonly action_id: string;
  readonly value: string;
}

export function bodyOf({ body = '' }: ClickRequest): Buffer {
  return Buffer.from(body, 'base64');
}

/** The button as Slack tells of a click on it. */
export function pressedOn(question: Question, action: ClickAction): PressedButton {
  return payloadOf(question, action).actions[0];
}

/** As if Slack itself had signed a click on this button, which it shows in place of that of `action`. */
export function resigned(question: Question, action: ClickAction, button: PressedButton): ClickRequest {
  const payload = JSON.stringify({ ...payloadOf(question, action), actions: [button] });
  return signedRequest(Buffer.from(new URLSearchParams({ payload }).toString()), START, SECRET);
}

function payloadOf({ slack, thread }: Question, action: ClickAction) {
  const body = bodyOf(slack.click(thread, action, ANA)).toString();
  return JSON.parse(new URLSearchParams(body).get('payload') ?? '{}');
}
