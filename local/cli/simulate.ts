import { parseArgs } from 'node:util';
import { closest } from '../../shared/runtime/config/suggest.ts';
import { openDatabase } from '../database.ts';
import { PEOPLE } from '../scenarios/config.ts';
import { SCENARIOS } from '../scenarios/index.ts';
import { runScenarios } from '../scenarios/run.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { createStoryTerminal } from '../story/terminal.ts';
import type { Row, Tell } from '../story/turn.ts';
import type { Io } from './io.ts';

/** Where the story goes. */
type SimulateIo = Pick<Io, 'stdout' | 'stderr' | 'color' | 'columns'>;

const USAGE = 'usage: watchkeeper simulate [--scenario <name>] [--list] [--json]';
const INTRO = 'Watchkeeper: a morning in the life of a small fleet. Simulated AWS, simulated time (UTC).\n';

/** Columns: wider lines are hard to read, narrower ones break words. */
const WIDEST = 98;
const NARROWEST = 60;

interface Request {
  readonly scenarios: readonly Scenario[];
  readonly list: boolean;
  readonly json: boolean;
}

/**
 * `watchkeeper simulate [scenario] [--scenario <name>] [--list] [--json]`: plays all scenarios, or one, and
 * tells them as they happen. Exit code 0: all ended as they should. 1: one did not. 2: the command line is wrong.
 */
export async function simulateCommand(args: readonly string[], io: SimulateIo): Promise<number> {
  const request = requestOf(args);
  if (typeof request === 'string') {
    io.stderr(`${request}\n${USAGE}\n`);
    return 2;
  }
  if (request.list) {
    io.stdout(listOf(request));
    return 0;
  }
  const rows = await play(request, teller(request, io));
  return rows.every(({ problems }) => problems.length === 0) ? 0 : 1;
}

/** On dynalite, so that a user's own try goes all the way to DynamoDB's wire format. */
async function play({ scenarios }: Request, tell: Tell): Promise<readonly Row[]> {
  const database = await openDatabase();
  try {
    return await runScenarios({ scenarios, tell, database });
  } finally {
    await database.close();
  }
}

/** The request, or what is wrong with the arguments. */
function requestOf(args: readonly string[]): Request | string {
  try {
    const options = {
      scenario: { type: 'string' },
      list: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const names = [...positionals, ...(values.scenario === undefined ? [] : [values.scenario])];
    if (names.length > 1) return 'One scenario at a time; without a name all are played.';
    return scenarioRequest(names[0], values);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function scenarioRequest(
  name: string | undefined,
  flags: { readonly list: boolean; readonly json: boolean },
): Request | string {
  if (name === undefined) return { scenarios: SCENARIOS, ...flags };
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  return found === undefined ? unknownScenario(name) : { scenarios: [found], ...flags };
}

function unknownScenario(name: string): string {
  const near = closest(
    name,
    SCENARIOS.map((scenario) => scenario.name),
  );
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  return `There is no scenario ${JSON.stringify(name)}.${hint} --list shows them all.`;
}

function listOf({ scenarios, json }: Request): string {
  if (json) {
    const entries = scenarios.map(({ name, summary, expects }) => ({ name, summary, expects }));
    return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  }
  const width = Math.max(...scenarios.map(({ name }) => name.length));
  return scenarios.map(({ name, summary }) => `${name.padEnd(width)}  ${summary}\n`).join('');
}

/** One JSON object per turn and line, or a story for people. */
function teller({ json }: Request, io: SimulateIo): Tell {
  if (json) return (turn) => io.stdout(`${JSON.stringify(turn)}\n`);
  const width = Math.max(NARROWEST, Math.min(WIDEST, io.columns ?? WIDEST));
  const render = createStoryTerminal({ color: io.color ?? false, people: PEOPLE, width });
  io.stdout(INTRO);
  return (turn) => io.stdout(render(turn));
}
