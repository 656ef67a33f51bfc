import { openDatabase } from '../../local/database.ts';
import { buildFleet } from '../../local/scenarios/fleet.ts';
import { createWorld } from '../../local/world.ts';
import { decodeConfig } from '../../shared/runtime/config/index.ts';
import { countUnits, type Units } from '../scale/units.ts';
import { CASES, type Case } from './cases.ts';
import { type CallMade, createRecorder } from './recorder.ts';

/** All that one incident costs, from the event that opened it to its end. */
export interface Acted {
  readonly playbook: string;
  readonly outcome: string;
  /** Without the failures that were only counted. */
  readonly calls: readonly CallMade[];
  /** Failures that were counted, the one that opened the incident included: one call each. */
  readonly counted: number;
  readonly slackCalls: number;
  readonly checkpoints: number;
  readonly invocations: number;
  /** What DynamoDB charges for all of it, the counted failures included. */
  readonly units: Units;
}

const START = Date.parse('2026-11-23T08:15:00Z');
const MINUTE = 60_000;
const CONFIG = `
mode: act
routes: [{ channel: '#ops' }]
playbooks: { scale-on-alarm: { settings: { rules: [{ target: service/*/*, mode: target, value: 60, max: 30 }] } } }
`;
/** Play one incident of each playbook where it may act by itself, and count what it asks of AWS. */
export async function actedIncidents(): Promise<readonly Acted[]> {
  const found: Acted[] = [];
  for (const one of CASES) found.push(await play(one));
  return found;
}

async function play({ playbook, begin }: Case): Promise<Acted> {
  const database = await openDatabase();
  const recorder = createRecorder(database);
  const units = countUnits(database.client);
  const config = decodeConfig(CONFIG, 'the benchmark configuration');
  const world = createWorld({ config, database, start: START, ...recorder.options });
  recorder.attach(world);
  buildFleet(world.fleet, START);
  await begin(world);
  await world.timeline.run(world.timeline.now() + 90 * MINUTE);
  await database.close();

  const [execution, ...others] = world.engine.executions();
  if (!execution || others.length > 0) throw new Error(`${playbook}: expected one response`);
  const all = recorder.calls();
  return {
    playbook,
    outcome: JSON.parse(execution.result ?? '{}').type ?? execution.status,
    calls: withoutCounting(all),
    counted: all.filter(isCounting).length,
    slackCalls: recorder.slackCalls(),
    checkpoints: recorder.checkpoints(),
    invocations: execution.invocations,
    units: units(),
  };
}

/** The write that opens the incident stays; those of the failures before and after are other events' calls. */
function withoutCounting(all: readonly CallMade[]): readonly CallMade[] {
  const invoke = all.findIndex(({ what }) => what.startsWith('Lambda Invoke'));
  return all.filter((call, index) => !isCounting(call) || index === invoke - 1);
}

function isCounting({ phase, what }: CallMade): boolean {
  return phase === 'triage' && what.startsWith('DynamoDB');
}
