import { displayWidth } from './width.ts';

/** Words that must stay together with their style: a run of text. */
export interface Run {
  readonly text: string;
  readonly style: Style;
}
export type Style = 'plain' | 'bold' | 'code' | 'dim' | 'link' | 'button';

/** Break at spaces; a word that is longer than a line is cut. Continuation lines keep the first one's indent. */
export function wrap(runs: readonly Run[], width: number): Run[][] {
  const indent = /^ */.exec(runs[0]?.text ?? '')?.[0] ?? '';
  const lines: Run[][] = [[]];
  let used = 0;
  for (const piece of runs.flatMap((run) => pieces(run, width))) {
    const size = displayWidth(piece.text);
    if (used + size > width && used > 0) {
      lines.push(indent === '' ? [] : [{ text: indent, style: 'plain' }]);
      used = indent.length;
      if (piece.text.trim() === '') continue;
    }
    lines.at(-1)?.push(piece);
    used += size;
  }
  return lines;
}

function pieces({ text, style }: Run, width: number): Run[] {
  return text
    .split(/( +)/)
    .flatMap((word) => cut(word, Math.floor((width - 4) / 2)))
    .map((part) => ({ text: part, style }));
}

/** Only words that cannot fit on a line by themselves are cut; `max` characters are at most `2 * max` columns. */
function cut(word: string, max: number): string[] {
  if (displayWidth(word) <= max * 2) return word === '' ? [] : [word];
  const characters = [...word];
  const parts = Array.from({ length: Math.ceil(characters.length / max) }, (_, index) =>
    characters.slice(index * max, (index + 1) * max).join(''),
  );
  return parts;
}
