import { type ParsedJson, parseJson } from './parse-json.ts';

/** One event of a text, or why there is none. `where` names it in messages: `events.jsonl:12`. */
export type EventInput =
  | { readonly type: 'event'; readonly where: string; readonly event: unknown }
  | { readonly type: 'bad'; readonly where: string; readonly reason: string };

interface Piece {
  /** The line that it begins on, from 1. */
  readonly line: number;
  readonly text: string;
}

/** A document begins and ends at the left margin; inside of it, pretty printers indent. */
const BEGINS = /^[{[]/;
const ENDS = /^[}\]]/;

/**
 * The events of a text: one JSON object however it is laid out, an array of them, JSON lines, or any number of
 * pretty-printed objects one after the other. One that is broken does not take its neighbours with it.
 */
export function readEvents(text: string, file: string): readonly EventInput[] {
  const whole = text.replace(/^\uFEFF/, '');
  if (whole.trim() === '') return [{ type: 'bad', where: file, reason: 'empty: expected an event as JSON' }];
  const parsed = parseJson(whole);
  if (parsed.ok) return eventsOf(parsed.value, file);

  const inputs = piecesOf(whole).flatMap((piece) => readPiece(piece, file));
  return inputs.some((input) => input.type === 'event') ? inputs : [notJson(parsed, file, undefined)];
}

function readPiece({ line, text }: Piece, file: string): readonly EventInput[] {
  const parsed = parseJson(text);
  return parsed.ok ? eventsOf(parsed.value, `${file}:${line}`) : [notJson(parsed, file, line)];
}

function eventsOf(value: unknown, where: string): readonly EventInput[] {
  if (!Array.isArray(value)) return [{ type: 'event', where, event: value }];
  if (value.length === 0) return [{ type: 'bad', where, reason: 'an empty list: expected an event' }];
  return value.map((event: unknown, index) => ({ type: 'event', where: `${where}[${index}]`, event }));
}

function notJson(
  { reason, line }: Extract<ParsedJson, { ok: false }>,
  file: string,
  firstLine: number | undefined,
): EventInput {
  const at = line === undefined ? firstLine : (firstLine ?? 1) + line - 1;
  return { type: 'bad', where: at === undefined ? file : `${file}:${at}`, reason: `not JSON: ${reason}` };
}

/** Documents that follow each other, split where one surely ends or the next surely begins. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let open: { line: number; lines: string[] } | undefined;
  const close = () => {
    if (open) pieces.push({ line: open.line, text: open.lines.join('\n') });
    open = undefined;
  };
  for (const { line, text: part } of linesOf(text)) {
    if (BEGINS.test(part)) close();
    if (!open && part.trim() === '') continue;
    open ??= { line, lines: [] };
    open.lines.push(part);
    if (ENDS.test(part) || (open.lines.length === 1 && parseJson(part).ok)) close();
  }
  close();
  return pieces;
}

/** Files without a newline at their end meet as `}{`: two lines. */
function linesOf(text: string): readonly Piece[] {
  const lines = text.split(/\r?\n/).map((part, index) => ({ line: index + 1, text: part }));
  return lines.flatMap(({ line, text: part }) => {
    const [, end, rest] = /^([}\]])[ \t]*([{[].*)$/.exec(part) ?? [];
    if (end === undefined || rest === undefined) return [{ line, text: part }];
    return [
      { line, text: end },
      { line, text: rest },
    ];
  });
}
