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
- DynamoDB is dynalite, in the measuring process; Lambda and SSM give fixed answers; all on loopback without TLS,
  which AWS's own endpoints add. "Bare handler, one DynamoDB write" is the floor for whatever is counted.
- Rows marked "(moto)" talk to one moto instead (\`scripts/moto/\`), the same process for all of them, through a relay that
  counts their requests (\`bench/moto/\`): Cloud Custodian reads its service from it, triage keeps its ledger in it. moto
  is slower than dynalite, so compare such a row with its like only.
- moto and Cloud Custodian are installed from PyPI into \`.cache/\` at the first run, in the versions of their
  \`requirements.txt\`; where Python or PyPI is missing, these rows are left out.
- \`npm run bench:check\` compares the doors' ratios with \`bench/baseline.json\`, which a full run writes: it fails when
  even the low end of a ratio lies more than 10 % above, twice in a row. \`npm test\` fails when a bundle grows by more
  than 2 KB without an entry in \`scripts/bundle-notes.json\` that says why.
- A first invocation on Lambda is slower than here: at 256 MB it has a seventh of a core, while the initialisation
  before it has at least a whole one.
- The incidents of the last tables are played in the simulated world of \`npm start\`, with real SDK clients.

## What was tried

Profiled with \`--cpu-prof\`, then judged by CPU milliseconds of 15 to 30 starts by turns, which a busy machine hardly
disturbs.

| what | gain | |
| :-- | :-- | :-- |
| Ask Node for its own modules directly: undici stays unloaded | 17 ms of a first counted event | in (\`scripts/direct-builtins.ts\`) |
| Count several services of a batch at once | 1.7 times the events/s where each is another service, more the further DynamoDB is | in (\`shared/triage.ts\`) |
| One Powertools metrics object for a container's life, not one for each metric of each event | a fifth of a warm ignored event | in (\`shared/runtime/metrics.ts\`) |
| Join the small chunks that triage starts with | 2.5 of 61 ms | out: a second build step, or a bundler that knows it |
| Write EMF lines without Powertools | 5 of 61 ms; with the chunks joined an ignored event comes to 1.22x in CPU | out: an own metrics library |
| Tell the SDK what it would look up in its configuration files (dual-stack, FIPS, defaults mode, account endpoint) | 2 of 123 ms, as much as the noise | out: five settings for nothing |
| Ship V8's compile cache with the code | not measured | out: Lambda changes its Node by itself, and the cache would then silently do nothing |

A first counted event spends its time in the SDK: some 300 KB in 15 chunks to compile, and Node's crypto, TLS and HTTPS
to load. The middy + Powertools build pays for the same at every start, whatever the event. That is the choice: what is
ignored starts without it. At 256 MB the first counted event of an instance would be faster if triage loaded the client
while it initialises, on a whole core; every other start would then be slower.
`;

/** docs/performance.md. */
export function page(machine: Machine, parts: readonly (Table | string)[]): string {
  const { node, architecture, cores, load, date } = machine;
  const where = `Node ${node} on ${architecture} with ${cores} cores, ${date}; ${load.toFixed(1)} processes wanted a core when it began.`;
  const sections = parts.map((part) => (typeof part === 'string' ? part : markdownTable(part)));
  return `${[INTRO, where, ...sections, METHOD].join('\n\n')}\n`;
}
