import type { SlackThread } from '../../shared/domain/view.ts';
import { refusal } from './workspace.ts';

/** Whose click on which message a response URL answers. */
export interface ClickedMessage {
  readonly where: SlackThread;
  readonly user: string;
}

export interface Responses {
  open(where: SlackThread, user: string): string;
  /** Throws when the URL is not known, is used up, or is too old. */
  use(responseUrl: string): ClickedMessage;
}

const MAX_USES = 5;
const LIFETIME_MS = 30 * 60_000;

/** Response URLs as Slack gives them: for five replies within half an hour. */
export function createResponses(now: () => number): Responses {
  const opened = new Map<string, ClickedMessage & { readonly until: number; uses: number }>();
  return {
    open(where, user) {
      const url = `https://hooks.slack.com/actions/T00000001/${opened.size + 1}/local`;
      opened.set(url, { where, user, until: now() + LIFETIME_MS, uses: 0 });
      return url;
    },
    use(responseUrl) {
      const response = opened.get(responseUrl);
      if (response === undefined || response.uses >= MAX_USES || now() > response.until) {
        throw refusal('used_url', `${responseUrl} takes no more replies`);
      }
      response.uses += 1;
      return response;
    },
  };
}
