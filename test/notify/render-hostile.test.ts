import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markupInjection } from '../../prove/rows/markup-injection.ts';
import { renderIncident } from '../../shared/notify/render.ts';
import { expectProven } from '../prove/expect-proven.ts';
import { hostileView } from './hostile.ts';
import { seenIn } from './strings.ts';

describe('shared/notify against hostile texts', () => {
  test(
    'whatever is told, Slack takes it, and nothing in it is live but what is ours',
    { timeout: 60_000 },
    () => expectProven(markupInjection),
  );

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
});
