import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageProblems } from '../../local/slack/check-message.ts';
import { liveNodes, type Node, parseMrkdwn } from '../../local/slack/mrkdwn.ts';
import { renderFleet } from '../../shared/notify/fleet.ts';
import { renderIncident } from '../../shared/notify/render.ts';
import { turnLine } from '../../shared/notify/turn.ts';
import { hostileFleet, hostileView } from './hostile.ts';
import { liveIn, markupOf, notVerbatim, seenIn } from './strings.ts';

const RUNS = { numRuns: 2_000 };
const CONSOLE =
  /^https:\/\/((eu-west-1|us-gov-west-1)\.console\.aws\.amazon\.com|console\.amazonaws\.cn|console\.amazonaws-us-gov\.com|console\.amazonaws-eusc\.eu)\/ecs\/v2\/clusters\//;

describe('shared/notify against hostile texts', () => {
  test('every incident renders to a payload that Slack takes, with a text of at most 150 characters', () => {
    fc.assert(
      fc.property(hostileView, (view) => {
        const message = renderIncident(view, () => 'a'.repeat(43));

        expect(messageProblems(message)).toEqual([]);
        expect(message.text.length).toBeLessThanOrEqual(150);
      }),
      RUNS,
    );
  });

  test('only our own links, dates and the mention of who answered are live', () => {
    fc.assert(
      fc.property(hostileView, (view) => {
        const message = renderIncident(view);

        expect(liveIn(message).filter((node) => !isOurs(node, view.answer?.by))).toEqual([]);
        expect(notVerbatim(message)).toEqual([]);
        expect(markupOf(message).filter(couldComeAlive)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('nobody reads control, zero-width or bidirectional characters', () => {
    fc.assert(
      fc.property(hostileView, (view) => {
        expect(seenIn(renderIncident(view)).replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}/u);
      }),
      { numRuns: 500 },
    );
  });

  test('the text and the first block say the same headline', () => {
    fc.assert(
      fc.property(hostileView, (view) => {
        const { text, blocks } = renderIncident(view);
        const [first] = blocks;
        const title = first?.type === 'header' ? first.text.text.replace(/^\S+ /u, '') : undefined;

        expect(title).toBeDefined();
        expect(text.startsWith(title ?? '')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a line for the thread is short and mentions nobody', () => {
    fc.assert(
      fc.property(hostileView, (view) => {
        const line = turnLine(view);

        expect(line.length).toBeLessThanOrEqual(3_000);
        expect(liveNodes(parseMrkdwn(line))).toEqual([]);
        expect(couldComeAlive(line)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  test('the message for a whole cluster is as safe', () => {
    fc.assert(
      fc.property(hostileFleet, (view) => {
        const message = renderFleet(view);

        expect(messageProblems(message)).toEqual([]);
        expect(message.text.length).toBeLessThanOrEqual(150);
        expect(liveIn(message).filter((node) => !isOurs(node, undefined))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});

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
