import type { Button, ContextBlock } from '@slack/types';
import type { StayAwake } from '../domain/hours.ts';
import type { IncidentView, PendingStay } from '../domain/view.ts';
import { context, LIMITS, plainText } from './blocks.ts';
import { type AwakeAction, encodeButton, expirySeconds, type Sign } from './button-value.ts';
import { AWAKE } from './click-words.ts';
import { mention, moment } from './mrkdwn.ts';
import { clip, plain } from './text.ts';

/** How long from the click on, in minutes; the moment itself is in the button that has one. */
export const AWAKE_MINUTES: Readonly<Partial<Record<AwakeAction, number>>> = {
  'awake-1-hour': 60,
  'awake-3-hours': 180,
};

/** One tap each: a phone at night is no place for a menu. */
export function awakeButtons({ incident, stay }: IncidentView, sign: Sign | undefined): Button[] {
  if (stay === undefined) return [];
  const { start } = stay;
  const all: Button[] = [
    button(incident.key, stay, { action: 'awake-1-hour', text: AWAKE.hours(1) }, sign),
    button(incident.key, stay, { action: 'awake-3-hours', text: AWAKE.hours(3) }, sign),
  ];
  if (start === undefined) return all;
  const until = { action: 'awake-until', text: AWAKE.until(plain(start.name, 20)), until: start.at } as const;
  return [...all, button(incident.key, stay, until, sign)];
}

interface Choice {
  readonly action: AwakeAction;
  readonly text: string;
  readonly until?: string;
}

function button(
  key: string,
  { planHash, expiresAt, schedule }: PendingStay,
  { text, ...choice }: Choice,
  sign: Sign | undefined,
): Button {
  const claim = { ...choice, key, planHash, expires: expirySeconds(expiresAt) };
  return {
    type: 'button',
    action_id: choice.action,
    text: plainText(text, LIMITS.buttonText),
    value: encodeButton(claim, sign),
    accessibility_label: clip(`${text}: ${plain(schedule, 40)}`, LIMITS.accessibilityLabel),
  };
}

/** Marks the line that says who wants it awake, so that the next wish takes its place. */
const WISH_BLOCK = 'awake-wish';

export function isWishBlock(block: object): boolean {
  return 'block_id' in block && String(block.block_id).startsWith(WISH_BLOCK);
}

/** "Awake until Mon 07:00, as @ana asked": Slack wants another id with each change of a block. */
export function wishBlock({ until, by, at }: StayAwake, now: string, words = AWAKE.wish): ContextBlock[] {
  const id = `${WISH_BLOCK}-${Date.parse(at)}`;
  return context([words(moment(until, now), mention(by))]).map((block) => ({ ...block, block_id: id }));
}
