import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import { runScenarios } from '../../local/scenarios/run.ts';
import type { Ending, Scenario } from '../../local/scenarios/scenario.ts';
import type { Row, StepOf, Turn } from '../../local/story/turn.ts';

/** A scenario that was played alone in its own world, as its user saw it. */
export interface Played extends Ending {
  readonly row: Row;
  readonly turns: readonly Turn[];
  steps<Name extends Turn['step']>(name: Name): readonly (Turn & StepOf<Name>)[];
  /** The newest message and the lines of its thread, as one text. */
  readonly said: string;
}

export async function play(scenario: Scenario): Promise<Played> {
  const turns: Turn[] = [];
  const endings: Ending[] = [];
  const database = openMemoryDatabase();
  const rows = await runScenarios({
    database,
    scenarios: [scenario],
    tell: (turn) => turns.push(turn),
    onEnding: (ending) => endings.push(ending),
  });
  const [ending] = endings;
  const [row] = rows;
  if (ending === undefined || row === undefined) throw new Error(`${scenario.name} was not played`);
  const steps = <Name extends Turn['step']>(name: Name) =>
    turns.filter((turn): turn is Turn & StepOf<Name> => turn.step === name);
  return { ...ending, row, turns, steps, said: saidIn(steps('slack').at(-1)) };
}

/** Every call of a command that changes something, with its input. */
export function inputsOf({ world }: Played, command: string): readonly unknown[] {
  return world.fleet.calls.filter((call) => call.command === command).map(({ input }) => input);
}

export function headlines({ messages }: Played): readonly string[] {
  return messages.map(({ message }) => message.text);
}

function saidIn(turn: StepOf<'slack'> | undefined): string {
  return turn === undefined ? '' : JSON.stringify([turn.message.blocks, turn.thread]);
}
