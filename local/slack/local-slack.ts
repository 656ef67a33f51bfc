import type { Button } from '@slack/types';
import type { SlackThread } from '../../shared/domain/view.ts';
import type { SlackApi } from '../../shared/notify/slack.ts';
import type { ClickRequest, Reply } from '../../shared/slack-door/index.ts';
import type { LocalMessage, Whisper } from './workspace.ts';

/** A Slack in this process: it keeps channels and threads, refuses what Slack would refuse, and has bad days. */
export interface LocalSlack extends SlackApi {
  /** Names or ids of the channels that have messages. */
  channels(): readonly string[];
  /** What the channel shows: root messages and broadcast replies, oldest first. `channel` is an id or #name. */
  messages(channel: string): readonly LocalMessage[];
  thread(root: SlackThread): readonly LocalMessage[];
  find(where: SlackThread): LocalMessage | undefined;
  buttons(where: SlackThread): readonly Button[];
  /** Whether it has a question that waits for an answer. */
  isAsking(where: SlackThread): boolean;
  /** Click a button: gives the signed request for the click endpoint. Throws when there is no such button. */
  click(where: SlackThread, actionId: string, user: string): ClickRequest;
  /** The receiving end of response URLs. */
  readonly reply: Reply;
  whispers(): readonly Whisper[];
  goDown(): void;
  comeBack(): void;
  /** Answer the next `times` calls with 429. */
  limit(times: number, retryAfterSeconds: number): void;
}
