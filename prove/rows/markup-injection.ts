import fc from 'fast-check';
import { messageProblems } from '../../local/slack/check-message.ts';
import { liveNodes, type Node, parseMrkdwn } from '../../local/slack/mrkdwn.ts';
import { renderFleet } from '../../shared/notify/fleet.ts';
import type { SlackMessage } from '../../shared/notify/message.ts';
import { renderIncident } from '../../shared/notify/render.ts';
import { turnLine } from '../../shared/notify/turn.ts';
import { hostileFleet, hostileView } from '../../test/notify/hostile.ts';
import { liveIn, markupOf, notVerbatim } from '../../test/notify/strings.ts';
import { check, must, together } from '../check.ts';
import type { Finding, Row } from '../row.ts';

const CONSOLE =
  /^https:\/\/((eu-west-1|us-gov-west-1)\.console\.aws\.amazon\.com|console\.amazonaws\.cn|console\.amazonaws-us-gov\.com|console\.amazonaws-eusc\.eu)\/ecs\/v2\/clusters\//;

export const markupInjection: Row = {
  id: 'R11',
  promise: 'no text from outside mentions, links or breaks a message',
  tried: 'incidents, thread lines and cluster messages whose every free text is hostile',
  runs: { few: 1_000, quick: 6_000, many: 100_000 },

  async prove(seed, runs) {
    const third = Math.ceil(runs / 3);
    return together('messages', [
      await incidents(seed, runs - 2 * third),
      await lines(seed, third),
      await fleets(seed, third),
    ]);
  },
};

function incidents(seed: number, runs: number): Promise<Finding> {
  return check(
    'incidents',
    fc.property(hostileView, (view) => {
      const signed = renderIncident(view, () => 'a'.repeat(43));
      mustFit(signed);
      mustBeDead(signed, view.answer?.by);
      must(notVerbatim(signed).length === 0, 'Slack would linkify a text by itself');
    }),
    seed,
    runs,
  );
}

function lines(seed: number, runs: number): Promise<Finding> {
  return check(
    'lines',
    fc.property(hostileView, (view) => {
      const line = turnLine(view);
      must(line.length <= 3_000, `a line has ${line.length} characters`);
      must(liveNodes(parseMrkdwn(line)).length === 0 && !couldComeAlive(line), `it is live: ${line}`);
    }),
    seed,
    runs,
  );
}

function fleets(seed: number, runs: number): Promise<Finding> {
  return check(
    'fleets',
    fc.property(hostileFleet, (view) => {
      const message = renderFleet(view);
      mustFit(message);
      mustBeDead(message, undefined);
    }),
    seed,
    runs,
  );
}

function mustFit(message: SlackMessage): void {
  const problems = messageProblems(message);
  must(problems.length === 0, `Slack would refuse it: ${problems.join('; ')}`);
  must(message.text.length <= 150, `its text has ${message.text.length} characters`);
}

/** Only our own links, dates and the mention of who answered are live. */
function mustBeDead(message: SlackMessage, answeredBy: string | undefined): void {
  const strange = liveIn(message).filter((node) => !isOurs(node, answeredBy));
  must(strange.length === 0, `live and not ours: ${JSON.stringify(strange)}`);
  const sleeping = markupOf(message).filter(couldComeAlive);
  must(sleeping.length === 0, `could come alive: ${sleeping.join()}`);
}

function isOurs(node: Node, answeredBy: string | undefined): boolean {
  if (node.type === 'link') return CONSOLE.test(node.url);
  if (node.type === 'date') return Number.isSafeInteger(node.epoch);
  return node.type === 'user' && node.id === answeredBy && /^[UW][A-Z0-9]+$/.test(node.id);
}

/** Angle brackets, bare mentions and addresses outside of our own tokens, even where Slack should show code. */
function couldComeAlive(text: string): boolean {
  if (/<(?!!date\^\d+\^|https:\/\/|@[UW][A-Z0-9]+>)/.test(text)) return true;
  return /@(?:here|channel|everyone)\b|:\/\//i.test(text.replace(/<https:[^>]*>/g, ''));
}
