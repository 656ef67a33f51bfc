import { type History, STEP } from './plant.ts';

/** One panel of the picture: a contender's morning. */
export interface Panel {
  readonly title: string;
  /** Tasks that the load needs, at each step. */
  readonly needed: readonly number[];
  readonly history: History;
}

const WIDTH = 860;
const LEFT = 40;
const RIGHT = 14;
const HEIGHT = 190;
const TOP = 62;
const GAP = 46;

/** Dark or light as the reader's page is. */
const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328; } .tick { font-size: 11px; fill: #59636e; }
  .paper { fill: #ffffff; } .grid { stroke: #d1d9e0; stroke-width: 1; }
  .needed { fill: #ddf4ff; stroke: #54aeff; stroke-width: 1; }
  .desired { fill: none; stroke: #bf8700; stroke-width: 1.4; stroke-dasharray: 4 3; }
  .running { fill: none; stroke: #1a7f37; stroke-width: 1.8; } .short { fill: #cf222e; fill-opacity: 0.55; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } .tick { fill: #9198a1; } .paper { fill: #0d1117; } .grid { stroke: #3d444d; }
    .needed { fill: #10263f; stroke: #4493f8; } .desired { stroke: #d29922; } .running { stroke: #3fb950; }
    .short { fill: #f85149; }
  }`;

/** The load, the desired and the running count over time, one contender below the other. SVG. */
export function qualityPlot(title: string, panels: readonly Panel[]): string {
  const most = Math.max(...panels.flatMap(({ needed, history }) => [...needed, ...history.desired])) + 1;
  const height = TOP + panels.length * (HEIGHT + GAP);
  const drawn = panels.map((panel, index) => panelOf(panel, TOP + 22 + index * (HEIGHT + GAP), most));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">
<style>${STYLE}
</style>
<rect class="paper" width="${WIDTH}" height="${height}" rx="6"/>
<text x="${LEFT}" y="26" font-weight="600">${title}</text>
${key(LEFT, 'needed', 'tasks that the load needs')}${key(250, 'running', 'running')}${key(350, 'desired', 'desired')}${key(450, 'short', 'missing')}
${drawn.join('\n')}
</svg>
`;
}

function key(x: number, kind: string, words: string): string {
  const sign = ['needed', 'short'].includes(kind)
    ? `<rect class="${kind}" x="${x}" y="39" width="14" height="10"/>`
    : `<path class="${kind}" d="M${x} 44h22"/>`;
  return `${sign}<text class="tick" x="${x + 28}" y="48">${words}</text>`;
}

function panelOf({ title, needed, history }: Panel, top: number, most: number): string {
  const x = (step: number) => LEFT + (step / needed.length) * (WIDTH - LEFT - RIGHT);
  const y = (tasks: number) => top + HEIGHT - (tasks / most) * HEIGHT;
  const hours = (needed.length * STEP) / 3_600;
  const missing = needed.map((tasks, step) => Math.max(tasks, history.running[step] ?? 0));
  const running = [...history.running];
  return [
    `<text x="${LEFT}" y="${top - 6}">${title}</text>`,
    ...grid(hours, most, (hour) => x((hour * 3_600) / STEP), y, top),
    `<path class="needed" d="${stairs(needed, x, y)}V${y(0)}H${LEFT}Z"/>`,
    `<path class="short" d="${stairs(missing, x, y)}${stairs(running, x, y, true)}Z"/>`,
    `<path class="desired" d="${stairs([...history.desired], x, y)}"/>`,
    `<path class="running" d="${stairs(running, x, y)}"/>`,
  ].join('\n');
}

function grid(
  hours: number,
  most: number,
  x: (hour: number) => number,
  y: (tasks: number) => number,
  top: number,
): readonly string[] {
  const across = Array.from({ length: Math.floor(most / 10) + 1 }, (_, index) => index * 10);
  const along = Array.from({ length: Math.floor(hours) + 1 }, (_, hour) => hour);
  return [
    ...across.map(
      (tasks) =>
        `<path class="grid" d="M${LEFT} ${y(tasks).toFixed(1)}H${WIDTH - RIGHT}"/><text class="tick" x="${LEFT - 6}" y="${(y(tasks) + 4).toFixed(1)}" text-anchor="end">${tasks}</text>`,
    ),
    ...along.map(
      (hour) =>
        `<text class="tick" x="${x(hour).toFixed(1)}" y="${top + HEIGHT + 14}" text-anchor="middle">${hour} h</text>`,
    ),
  ];
}

/** A path that says only where something changes; backwards it closes an area. */
function stairs(
  values: readonly number[],
  x: (step: number) => number,
  y: (value: number) => number,
  backwards = false,
): string {
  const corners: (readonly [number, number])[] = [];
  for (const [step, value] of values.entries()) {
    const before = values[step - 1];
    if (value === before) continue;
    if (before !== undefined) corners.push([x(step), y(before)]);
    corners.push([x(step), y(value)]);
  }
  corners.push([x(values.length), y(values.at(-1) ?? 0)]);
  const points = corners.map(([a, b]) => `${a.toFixed(1)} ${b.toFixed(1)}`);
  return `${backwards ? 'L' : 'M'}${(backwards ? points.reverse() : points).join('L')}`;
}
