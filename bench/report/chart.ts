import type { ColdStarts } from '../cold.ts';
import type { Contender, ContenderId } from '../contenders.ts';
import { median } from '../statistics.ts';
import { milliseconds } from './figures.ts';

interface Bar {
  readonly title: string;
  readonly init: number;
  readonly first: number;
}

const WIDTH = 760;
const LABELS = 290;
const ROW = 26;
const TOP = 64;
/** Room for the figure behind the longest bar. */
const FIGURES = 60;

/** Dark or light as the reader's page is. */
const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .paper { fill: #ffffff; } .init { fill: #0969da; } .first { fill: #bf8700; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .paper { fill: #0d1117; } .init { fill: #4493f8; } .first { fill: #d29922; }
  }`;

/** Every contender's cold start as a bar: the initialisation, then the first event. SVG. */
export function coldChart(
  all: readonly Pick<Contender, 'id' | 'title'>[],
  found: ReadonlyMap<ContenderId, ColdStarts>,
): string {
  const bars = all.flatMap(({ id, title }): Bar[] => {
    const starts = found.get(id);
    return starts ? [{ title, init: median(starts.init), first: median(starts.first) }] : [];
  });
  const longest = Math.max(...bars.map(({ init, first }) => init + first));
  const scale = (WIDTH - LABELS - FIGURES) / longest;
  const height = TOP + bars.length * ROW + 12;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Cold starts in milliseconds">
<style>${STYLE}
</style>
<rect class="paper" width="${WIDTH}" height="${height}" rx="6"/>
<text x="16" y="26" font-weight="600">Cold start in milliseconds, median: shorter is better</text>
${key(16, 'init', 'initialisation')}
${key(140, 'first', 'first event')}
${bars.map((bar, index) => row(bar, TOP + index * ROW, scale)).join('\n')}
</svg>
`;
}

function key(x: number, kind: string, words: string): string {
  return `<rect class="${kind}" x="${x}" y="38" width="12" height="12"/><text x="${x + 18}" y="49">${words}</text>`;
}

function row({ title, init, first }: Bar, y: number, scale: number): string {
  const [one, two] = [init * scale, first * scale];
  return [
    `<text x="${LABELS - 10}" y="${y + 14}" text-anchor="end">${title}</text>`,
    bar('init', LABELS, y, one),
    bar('first', LABELS + one, y, two),
    `<text x="${(LABELS + one + two + 6).toFixed(1)}" y="${y + 14}">${milliseconds(init + first)}</text>`,
  ].join('');
}

function bar(kind: string, x: number, y: number, width: number): string {
  return `<rect class="${kind}" x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="18"/>`;
}
