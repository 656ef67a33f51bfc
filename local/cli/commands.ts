import type { Io } from './io.ts';

type Execute = (args: readonly string[], io: Io) => Promise<number>;

interface Command {
  readonly usage: string;
  /** One line for the overview. */
  readonly summary: string;
  /** What the usage line leaves open. */
  readonly details: readonly string[];
  readonly load: () => Promise<Execute>;
}

export type CommandName = 'explain' | 'validate' | 'simulate' | 'sweep' | 'restore';

/** Every command: a new one is its file and its entry here. */
export const COMMANDS: Readonly<Record<CommandName, Command>> = {
  explain: {
    usage: 'watchkeeper explain <event.json ...|-> [--config <file>] [--json]',
    summary: 'say what would become of an AWS event; touches nothing',
    details: [
      'Reads files, or standard input as "-": one event, a list, JSON lines, or several one after the other.',
      'The fleet is made up from the event itself, so no AWS account is needed.',
      '--config <file>  the rules to apply; watchkeeper.yml if it is there, else the defaults',
      '--json           one JSON object per event; several are one line each',
      'Exit code 2 when an input cannot be read or is broken JSON, an event of a known type is broken, or the',
      'configuration cannot be used; the other events are still explained. What is no EventBridge event at all is',
      'explained as unknown, with exit code 0.',
    ],
    load: async () => (await import('./explain.ts')).explainCommand,
  },
  validate: {
    usage: 'watchkeeper validate [config] [--json]',
    summary: 'check watchkeeper.yml, and say what it allows',
    details: [
      'Lists every problem with its line. Exit code 2 when there is one.',
      '--json  the configuration with every default filled in, or the problems, as JSON',
    ],
    load: async () => (await import('./validate.ts')).validateCommand,
  },
  simulate: {
    usage: 'watchkeeper simulate [scenario] [--list] [--json]',
    summary: 'a morning in the life of a small fleet, on simulated time; needs no AWS account',
    details: [
      'Plays all scenarios, or the one that is named; --scenario <name> does the same.',
      '--list  the names of all scenarios',
      '--json  JSON lines; through npm: npm start --silent -- --json',
      'Exit code 1 when one did not end as it should.',
    ],
    load: async () => (await import('./simulate.ts')).simulateCommand,
  },
  sweep: {
    usage:
      'watchkeeper sweep --plan [--repository <name>] [--used <file>|-] [--region <region>] [--config <file>] [--json]',
    summary: 'what clean-images would archive and delete in your registry now, and why the rest stays',
    details: [
      'Reads AWS with your credentials, and changes nothing.',
      '--repository <name>  only this one, with every image and its reason',
      '--used <file>|-      images to keep besides, one digest or image name a line',
      '--region <region>    else AWS_REGION',
      '--config <file>      the rules; watchkeeper.yml if it is there, else the defaults',
      '--json               one object per repository and line, with every image',
      'Exit code 2 when not everything could be read.',
    ],
    load: async () => (await import('./sweep.ts')).sweepCommand,
  },
  restore: {
    usage: 'watchkeeper restore --archived-after <time> [--repository <name>] [--region <region>] [--yes]',
    summary: 'take images back out of the archive, such as a run of clean-images put there',
    details: [
      'Works with your credentials: ecr:DescribeRepositories, DescribeImages, BatchGetImage, UpdateImageStorageClass.',
      '--archived-after <time>  those that were archived since, as in 2026-03-02T05:00:00Z',
      '--repository <name>      only this one',
      '--yes                    do it; without it nothing is changed',
    ],
    load: async () => (await import('./restore.ts')).restoreCommand,
  },
};

export const OVERVIEW = [
  'Watchkeeper finds out why a container failed, and does one bounded thing about it.',
  '',
  'usage: watchkeeper <command> [options]',
  '',
  ...Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`),
  '',
  'watchkeeper help <command> tells more; watchkeeper --version gives the version.',
].join('\n');

export function helpFor(command: CommandName): string {
  const { usage, summary, details } = COMMANDS[command];
  return [
    `usage: ${usage}`,
    '',
    `${command}: ${summary}.`,
    '',
    ...details.map((detail) => `  ${detail}`),
  ].join('\n');
}

export function isCommand(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}
