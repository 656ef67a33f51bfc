import { expect, it } from 'vitest';
import { summaryTable } from '../../../local/story/table.ts';
import type { Row } from '../../../local/story/turn.ts';

const ROW: Omit<Row, 'writes'> = {
  scenario: 'drift',
  ...{ events: 1, stops: 0, incidents: 1, decision: 'act', verdict: 'act' },
  ...{ outcomes: ['held'], messages: 1, seconds: 60, problems: [] },
};

it.each([
  [[], '-'],
  [['RunTask'], 'RunTask'],
  [['PutPolicy', 'PutTags', 'PutScan', 'PutTags'], 'PutTags x2 +2'],
])('local/story/table: says of the changes %j the most frequent, and how many others', (writes, words) => {
  const table = summaryTable(
    { step: 'summary', passed: 1, failed: 0, rows: [{ ...ROW, writes }] },
    (_tone, text) => text,
  );

  expect(table).toMatch(new RegExp(`act {2,}act {2,}${words.replaceAll('+', '\\+')} {2,}held`));
});
