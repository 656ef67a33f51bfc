import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UNKNOWN_TO_MOTO } from '../test-aws/commands/unknown-to-moto.ts';
import { CALLS } from '../test-aws/contract/calls/index.ts';
import { DIFFERENCES } from '../test-aws/contract/differences/index.ts';
import { GAPS } from '../test-aws/loop/gaps.ts';

/** Where the page lies. */
export const CONTRACT_DOC = fileURLToPath(new URL('../docs/contract.md', import.meta.url));

const INTRO = `# What is proven against moto

Generated from \`test-aws/contract/\` and \`test-aws/commands/\` by \`npm run docs\`; a test keeps it current.

[moto](https://docs.getmoto.org/) answers as AWS does, over HTTP, but nothing in it lives: no service starts a task, and
no task ever fails. In the simulated fleet of \`local/fleet/\` everything lives, but it never sees a request on the wire.
\`npm run test:aws\` holds each against the other: the product makes the same calls, through real SDK clients, to both, and
what it makes of the answers must be the same. Where it is not, the list below says so, and which of the two AWS's
documentation is with. A difference that is not on the list fails the run, and so does one that is gone.`;

const NOT_HELD = `The findings of enhanced scanning are not held against moto either. The product reads them from
\`DescribeImageScanFindings\`, and never sends Inspector's \`ListFindings\`. moto knows both, and answers them with the same
thing always, or word for word with what a test gave it before: it would agree with whatever we think. \`test/aws/reads/scans.test.ts\`,
\`test/local/fleet/ecr/scans.test.ts\` and the samples in \`events/aws.inspector2/\` prove them instead.`;

const LOOP = `\`test-aws/loop.test.ts\` takes incidents from their first event to their close: EventBridge, SQS, DynamoDB, SSM and ECS
are moto's, the durable engine, Slack and the clock are local. The rollback needs three answers that moto does not have:`;

const STACK = `\`test-aws/stack.test.ts\` hands the packaged template's parts to moto. Each event pattern takes the sample events that
our own evaluator in \`test/support/event-pattern.ts\` takes, and no other. One difference is known: moto does not look into
a list of objects such as \`containers\`, and [EventBridge does](https://github.com/aws/event-ruler). The queues are taken
with their settings, and a broken event comes as often as \`maxReceiveCount\` says and ends with the dead letters. IAM takes
every role and policy; moto checks their grammar, not whether an action exists.`;

/** The page, from the data that the tests use. */
export function contractDoc(): string {
  const calls = CALLS.map(({ what }) => `- ${what}`);
  const differences = DIFFERENCES.map(
    ({ what, fleet, moto, right, source }) =>
      `| ${what} | ${fleet} | ${moto} | ${right === 'fleet' ? 'the fleet' : 'moto'}: [${pageName(source)}](${source}) |`,
  );
  const unknown = UNKNOWN_TO_MOTO.map(
    ({ command, why, instead }) => `| \`${command}\` | ${why} | ${instead} |`,
  );
  const gaps = Object.entries(GAPS).map(
    ([command, { what, source }]) => `| \`${command}\` | ${what} | [${pageName(source)}](${source}) |`,
  );
  return [
    INTRO,
    '## Known differences',
    table(['What', 'The simulated fleet', 'moto', 'AWS is with'], differences),
    '## What moto does not know',
    'When moto learns one of these, the run fails until it is asked.',
    table(['Command', 'Why', 'Proven instead by'], unknown),
    NOT_HELD,
    '## What is answered in its place',
    LOOP,
    table(['Command', 'Answer', 'After'], gaps),
    '## The packaged stack',
    STACK,
    `## The ${CALLS.length} calls of the contract`,
    calls.join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function table(heads: readonly string[], rows: readonly string[]): string {
  return [`| ${heads.join(' | ')} |`, `|${' --- |'.repeat(heads.length)}`, ...rows].join('\n');
}

function pageName(url: string): string {
  return url.replace(/^.*\/(?:API_)?|\.html$/g, '');
}

if (import.meta.main) writeFileSync(CONTRACT_DOC, contractDoc());
