import { markdownTable, type Table } from './table.ts';

export interface Machine {
  readonly node: string;
  readonly architecture: string;
  readonly cores: number;
  /** Processes that wanted a core when the run began, averaged over a minute. */
  readonly load: number;
  /** ISO 8601, the day only. */
  readonly date: string;
}

const INTRO = `# Performance

Written by \`npm run bench\`, which builds the bundles and measures everything in one run, by turns: what disturbs
the machine disturbs all alike. Milliseconds say something about the machine; the ratios to an empty handler, built
with the same settings and measured in the same run, say something about Watchkeeper. What it costs at scale is in [scale.md](scale.md).

![Cold starts of every contender, in milliseconds](performance.svg)`;

const METHOD = `## How it is measured

- Each start is a Node process of its own that runs a bundle behind a small client of Lambda's Runtime API
  (\`local/lambda/\`). The client loads no more of Node than AWS's own does (\`node:http\` by \`require\`, which leaves
  undici out), so the floor is low and the ratios are strict.
- The order changes every round. A ratio is the median of the rounds' own ratios; the brackets hold it with 95 %
  confidence, from the order of the samples alone.
- DynamoDB is dynalite, in the measuring process; Lambda, SSM and ECS give fixed answers; all on loopback without TLS,
  which AWS's own endpoints add. "Bare handler, one DynamoDB write" is the floor for whatever is counted.
- Cloud Custodian is installed from PyPI into \`node_modules/.cache/\` at the first run, in the versions of
  \`bench/custodian/requirements.txt\`; where Python or PyPI is missing, its rows are left out. It runs behind the same
  Runtime API and reads from the same fixed answers.
- \`npm run bench:check\` compares the doors' ratios with \`bench/baseline.json\`, which a full run writes: it fails when
  even the low end of a ratio lies more than 10 % above, twice in a row. \`npm test\` fails when a bundle grows by more
  than 2 KB without an entry in \`scripts/bundle-notes.json\` that says why.
- What was tried: asking Node for its own modules directly took 17 ms off a first counted event (undici stays
  unloaded) and is in the build (\`scripts/direct-builtins.ts\`). Joining the small chunks that triage starts with
  would take some 2 ms off, writing EMF lines without Powertools some 4 ms; both together come to 1.26x for an ignored
  event. Neither is in: two milliseconds of a start are not worth a second build step, nor four an own metrics library.
- A first invocation on Lambda is slower than here: at 256 MB it has a seventh of a core, while the initialisation
  before it has at least a whole one.
- The incidents of the last tables are played in the simulated world of \`npm start\`, with real SDK clients.`;

/** docs/performance.md. */
export function page(machine: Machine, parts: readonly (Table | string)[]): string {
  const { node, architecture, cores, load, date } = machine;
  const where = `Node ${node} on ${architecture} with ${cores} cores, ${date}; ${load.toFixed(1)} processes wanted a core when it began.`;
  const sections = parts.map((part) => (typeof part === 'string' ? part : markdownTable(part)));
  return `${[INTRO, where, ...sections, METHOD].join('\n\n')}\n`;
}
