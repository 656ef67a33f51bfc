import { styleText } from 'node:util';
import { count, duration } from '../../shared/notify/format.ts';
import { renderMessage, renderReply, type TerminalOptions } from '../slack/terminal.ts';
import { type LineStep, stepLine, type Tone } from './step-words.ts';
import { summaryTable } from './table.ts';
import type { StepOf, Turn } from './turn.ts';
import { wrapText } from './wrap.ts';

export interface StoryTerminalOptions extends Pick<TerminalOptions, 'color' | 'people'> {
  /** Columns. */
  readonly width?: number;
}

const PAINT = {
  dim: 'dim',
  strong: 'bold',
  good: 'green',
  warn: 'yellow',
  bad: 'red',
} as const;

/** "08:15:00  decision  ": where the text of a line begins. */
const TIME = 10;
const LABEL = 10;

/** Renders turns as text, one after the other; each ends with a line break. */
export function createStoryTerminal(options: StoryTerminalOptions = {}): (turn: Turn) => string {
  const { color = false, people = {}, width = 98 } = options;
  let lastTime = '';
  let said = new Set<string>();

  function paint(tone: Tone, text: string): string {
    return !color || tone === 'plain' ? text : styleText(PAINT[tone], text, { validateStream: false });
  }

  /** The time of day, once per second. */
  function time({ at }: Turn): string {
    const now = at.slice(11, 19);
    const shown = now === lastTime ? '' : now;
    lastTime = now;
    return paint('dim', shown.padEnd(TIME));
  }

  function line(turn: Turn & LineStep): string {
    const { label, what, reason = '', more = [], tone } = stepLine(named(turn));
    const text = reason === '' || isKnown(reason) ? what : `${what}: ${reason}`;
    const room = width - TIME - (label === '' ? 0 : LABEL);
    const [first = '', ...rest] = [text, ...more].flatMap((part) => wrapText(part, room));
    const head = label === '' ? '' : paint('dim', label.padEnd(LABEL));
    const below = rest.map((part) => `${' '.repeat(width - room)}${paint(tone, part)}\n`);
    return `${time(turn)}${head}${paint(tone, first)}\n${below.join('')}`;
  }

  /** Whether this was said in this scenario already: nobody wants to read a long reason twice. */
  function isKnown(reason: string): boolean {
    const bare = reason.replace(/\.$/, '');
    const known = said.has(bare);
    said.add(bare);
    return known;
  }

  /** People are told of by their names. */
  function named(turn: Turn & LineStep): LineStep {
    return turn.step === 'answer' ? { ...turn, by: people[turn.by] ?? turn.by } : turn;
  }

  function slack(turn: Turn & StepOf<'slack'>): string {
    const box = { width: width - 2, color, people };
    const which = turn.edits === 0 ? 'a new message' : `the same message, after ${count(turn.edits, 'edit')}`;
    const head = `${time(turn)}${paint('dim', 'slack'.padEnd(LABEL))}${turn.channel}, ${which}:`;
    const replies = turn.thread.map((text) => renderReply(text, box));
    return `${[head, renderMessage(turn.message, box), ...replies].map(shift).join('\n')}\n`;
  }

  function begin({ scenario, summary, expects }: Turn & StepOf<'begin'>): string {
    lastTime = '';
    said = new Set();
    const rule = '━'.repeat(Math.max(2, width - scenario.length - 4));
    return `\n${paint('strong', `━━ ${scenario} ${rule}`)}\n${summary}.\n${paint('dim', `Expected: ${expects}.`)}\n\n`;
  }

  function end({ row }: Turn & StepOf<'end'>): string {
    const { problems, events, incidents, messages, seconds } = row;
    const counts = [count(events, 'event'), count(incidents, 'incident'), count(messages, 'message')];
    const text = `${counts.join(', ')} in ${duration(seconds)}`;
    if (problems.length === 0) return `\n${paint('good', '✓ As expected')}: ${text}.\n`;
    return `\n${paint('bad', '✗ Not as expected')}: ${text}.\n${problems.map((one) => `  - ${one}\n`).join('')}`;
  }

  return (turn) => {
    switch (turn.step) {
      case 'begin':
        return begin(turn);
      case 'slack':
        return slack(turn);
      case 'end':
        return end(turn);
      case 'summary':
        return summaryTable(turn, paint);
      default:
        return line(turn);
    }
  };
}

/** Boxes stand a little to the right of the times. */
function shift(text: string, index: number): string {
  return index === 0 ? text : text.replaceAll(/^/gm, '  ');
}
