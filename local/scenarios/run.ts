import { createRecorder, type Recorder } from '../story/recorder.ts';
import type { Row, Tell } from '../story/turn.ts';
import { createWorld, type World, type WorldOptions } from '../world.ts';
import { demoConfig } from './config.ts';
import { buildFleet } from './fleet.ts';
import type { Ending, Scenario, Stage } from './scenario.ts';
import { createStage, StoryError, type Trouble } from './stage.ts';

export interface RunOptions {
  readonly scenarios: readonly Scenario[];
  readonly tell: Tell;
  /** An empty ledger's. */
  readonly database: WorldOptions['database'];
  readonly seed?: number;
  /** Sees the world when each scenario has ended. */
  readonly onEnding?: (ending: Ending, scenario: Scenario) => void;
}

/** A Monday morning. */
const DAY = '2026-11-23';
const NO_TROUBLE: Trouble = () => {};

/** Play scenarios one after the other in one world, each not before its time of day, and tell what happens. */
export async function runScenarios(options: RunOptions): Promise<readonly Row[]> {
  const { scenarios, tell, database, seed = 1 } = options;
  const recorder = createRecorder(tell);
  let trouble: Trouble = NO_TROUBLE;
  const setTrouble = (next: Trouble) => {
    trouble = next;
  };
  const world = createWorld({
    config: demoConfig(),
    database,
    seed,
    start: momentOf(scenarios[0]?.begins ?? '08:00'),
    onCheckpoint: (when) => trouble(when),
    ...recorder.options,
  });
  recorder.attach(world);
  buildFleet(world.fleet, world.timeline.now());
  const rows: Row[] = [];
  for (const scenario of scenarios) {
    await world.timeline.run(momentOf(scenario.begins));
    rows.push(await playOne(scenario, world, recorder, setTrouble, options.onEnding));
    setTrouble(NO_TROUBLE);
  }
  const failed = rows.filter(({ problems }) => problems.length > 0).length;
  recorder.tell({ step: 'summary', passed: rows.length - failed, failed, rows });
  return rows;
}

async function playOne(
  scenario: Scenario,
  world: World,
  recorder: Recorder,
  troubleLambda: Stage['troubleLambda'],
  onEnding: RunOptions['onEnding'],
): Promise<Row> {
  const { name, summary, expects } = scenario;
  recorder.begin(name, scenario.tellsNormalLife);
  recorder.tell({ step: 'begin', summary, expects });
  const began = world.timeline.now();
  const stage = createStage(world, recorder, troubleLambda);
  const interrupted = await playThrough(scenario, stage);

  const messages = stage.messages();
  const counts = recorder.chapter().counts();
  const seconds = (world.timeline.now() - began) / 1000;
  const row = { scenario: name, ...counts, writes: stage.writes(), messages: messages.length, seconds };
  const ending: Ending = { world, row, messages };
  onEnding?.(ending, scenario);
  const told: Row = { ...row, problems: [...interrupted, ...scenario.check(ending)] };
  recorder.tell({ step: 'end', row: told });
  return told;
}

/** What kept a scenario from being played to its end. */
async function playThrough(scenario: Scenario, stage: Stage): Promise<string[]> {
  try {
    await scenario.play(stage);
    return [];
  } catch (error) {
    if (error instanceof StoryError) return [error.message];
    throw new Error(`scenario ${scenario.name} broke off`, { cause: error });
  }
}

function momentOf(timeOfDay: string): number {
  return Date.parse(`${DAY}T${timeOfDay}:00Z`);
}
