import type { KnownBlock } from '@slack/types';

/** What Slack is sent. `text` is what phones and screen readers get: at most 150 characters here. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

export const MAX_TEXT = 150;
