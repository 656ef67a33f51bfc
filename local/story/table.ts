import { count, duration } from '../../shared/notify/format.ts';
import { type TextColumn, textTable } from '../text-table.ts';
import type { Tone } from './step-words.ts';
import type { Row, StepOf } from './turn.ts';

type Paint = (tone: Tone, text: string) => string;

interface Column extends TextColumn {
  cell(row: Row): string;
}

const COLUMNS: readonly Column[] = [
  { title: 'scenario', align: 'left', cell: ({ scenario }) => scenario },
  { title: 'events', align: 'right', cell: ({ events }) => String(events) },
  { title: 'incidents', align: 'right', cell: ({ incidents }) => String(incidents) },
  { title: 'decision', align: 'left', cell: ({ decision }) => decision || '-' },
  { title: 'verdict', align: 'left', cell: ({ verdict }) => verdict || '-' },
  { title: 'action', align: 'left', cell: ({ writes }) => mostly(writes) },
  { title: 'outcome', align: 'left', cell: ({ outcomes }) => tally(outcomes) },
  { title: 'messages', align: 'right', cell: ({ messages }) => String(messages) },
  { title: 'took', align: 'right', cell: ({ seconds }) => duration(seconds) },
  { title: '', align: 'left', cell: ({ problems }) => (problems.length === 0 ? 'pass' : 'FAIL') },
];

/** All scenarios of a run in one table, and one line that says how it went. */
export function summaryTable({ rows, passed, failed }: StepOf<'summary'>, paint: Paint): string {
  const body = rows.map((row) => COLUMNS.map((column) => column.cell(row)));
  const [titles = '', ...texts] = textTable(COLUMNS, body);
  const head = paint('strong', titles);
  const lines = texts.map((text, index) => (rows[index]?.problems.length === 0 ? text : paint('bad', text)));
  return `\n${[head, ...lines].join('\n')}\n\n${closing(rows, passed, failed, paint)}\n`;
}

function closing(rows: readonly Row[], passed: number, failed: number, paint: Paint): string {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const counts = [
    count(
      sum(({ events }) => events),
      'event',
    ),
    count(
      sum(({ incidents }) => incidents),
      'incident',
    ),
    count(
      sum(({ writes }) => writes.length),
      'change',
    ),
    count(
      sum(({ messages }) => messages),
      'message',
    ),
  ];
  const result = `${passed} of ${count(passed + failed, 'scenario')} as expected`;
  return `${paint(failed === 0 ? 'good' : 'bad', result)}: ${counts.join(', ')}.`;
}

/** "held", "refused x5", "-". */
function tally(words: readonly string[]): string {
  const counts = [...Map.groupBy(words, (word) => word)].map(times);
  return counts.join(', ') || '-';
}

/** "PutImageTagMutability x2 +1": the most frequent, and how many others there are, so that the table stays narrow. */
function mostly(words: readonly string[]): string {
  const [first, ...others] = [...Map.groupBy(words, (word) => word)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  if (first === undefined) return '-';
  return others.length === 0 ? times(first) : `${times(first)} +${others.length}`;
}

function times([word, { length }]: readonly [string, readonly string[]]): string {
  return length === 1 ? word : `${word} x${length}`;
}
