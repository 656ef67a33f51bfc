import { describe, expect, test } from 'vitest';
import { messageProblems } from '../../../local/slack/check-message.ts';

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const marked = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
const many = <T>(length: number, item: (index: number) => T) =>
  Array.from({ length }, (_, index) => item(index));
const button = (more = {}) => ({ type: 'button', text: plain(5), action_id: 'a', ...more });
const confirm = (more = {}) => ({
  title: plain(5),
  text: plain(5),
  confirm: plain(5),
  deny: plain(5),
  ...more,
});
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const problems = (...blocks: unknown[]) => messageProblems({ text: 'hello', blocks });

/** What is limited, how much of it Slack takes, and a block with so much of it. */
const LIMITS: readonly (readonly [string, number, (length: number) => object])[] = [
  ['a header', 150, (length) => ({ type: 'header', text: plain(length) })],
  ['a block id', 255, (length) => ({ type: 'divider', block_id: 'x'.repeat(length) })],
  ['a section text', 3_000, (length) => ({ type: 'section', text: marked(length) })],
  ['a field', 2_000, (length) => ({ type: 'section', fields: [marked(length)] })],
  ['the number of fields', 10, (length) => ({ type: 'section', fields: many(length, () => marked(1)) })],
  ['a context text', 3_000, (length) => ({ type: 'context', elements: [marked(length)] })],
  [
    'the number of context elements',
    10,
    (length) => ({ type: 'context', elements: many(length, () => marked(1)) }),
  ],
  [
    'the number of buttons',
    25,
    (length) => actions(...many(length, (index) => button({ action_id: `a${index}` }))),
  ],
  ['a button text', 75, (length) => actions(button({ text: plain(length) }))],
  ['an action id', 255, (length) => actions(button({ action_id: 'x'.repeat(length) }))],
  ['a button value', 2_000, (length) => actions(button({ value: 'x'.repeat(length) }))],
  ['a button label', 75, (length) => actions(button({ accessibility_label: 'x'.repeat(length) }))],
  ['a button url', 3_000, (length) => actions(button({ url: `https://a/${'x'.repeat(length - 10)}` }))],
  ['a confirm title', 100, (length) => actions(button({ confirm: confirm({ title: plain(length) }) }))],
  ['a confirm text', 300, (length) => actions(button({ confirm: confirm({ text: plain(length) }) }))],
  ['a confirm button', 30, (length) => actions(button({ confirm: confirm({ confirm: plain(length) }) }))],
  ['a deny button', 30, (length) => actions(button({ confirm: confirm({ deny: plain(length) }) }))],
];

describe('local/slack/check-message', () => {
  test.each(LIMITS)('%s may have %d and not one more', (_, limit, make) => {
    expect(problems(make(limit))).toEqual([]);
    expect(problems(make(limit + 1))).toHaveLength(1);
  });

  test('a message may have 50 blocks', () => {
    expect(problems(...many(50, () => ({ type: 'divider' })))).toEqual([]);
    expect(problems(...many(51, () => ({ type: 'divider' })))).toHaveLength(1);
  });

  test.each<[string, unknown, string]>([
    ['an empty text', { type: 'section', text: plain(0) }, 'must be a text that is not empty'],
    ['a section without text', { type: 'section' }, 'must have text or fields'],
    ['an empty list of fields', { type: 'section', fields: [] }, 'must have 1 to 10'],
    ['a header in markup', { type: 'header', text: marked(3) }, 'must be plain_text'],
    ['emoji in markup', { type: 'section', text: { ...marked(3), emoji: true } }, 'is for plain_text only'],
    ['an unknown block', { type: 'alert' }, 'must be one of the blocks'],
    ['no block at all', 'hello', 'must be one of the blocks'],
    ['a button with a markup text', actions(button({ text: marked(3) })), 'must be plain_text'],
    [
      'a confirmation without a title',
      actions(button({ confirm: confirm({ title: undefined }) })),
      'a text object',
    ],
    ['an unknown style', actions(button({ style: 'green' })), 'must be primary or danger'],
    ['two buttons with one id', actions(button(), button()), 'must be unique'],
    ['an url that is none', actions(button({ url: 'not an url' })), 'must be an URL'],
    ['half a surrogate pair', { type: 'section', text: { type: 'mrkdwn', text: '\ud83d' } }, 'surrogate'],
    ['an empty rich text', { type: 'rich_text', elements: [] }, 'must have 1 to 50'],
    [
      'a rich text run without text',
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: '' }] }],
      },
      'must be a text that is not empty',
    ],
  ])('%s is refused', (_, block, problem) => {
    expect(problems(block).join('\n')).toContain(problem);
  });

  test('block ids are unique, and a text is required', () => {
    const twice = { type: 'divider', block_id: 'same' };

    expect(problems(twice, twice)).toEqual(['blocks.block_id: must be unique']);
    expect(messageProblems({ text: '', blocks: [] })).toEqual(['text: must be a text that is not empty']);
  });
});
