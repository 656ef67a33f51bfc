import { createRandom } from '../../local/fleet/random.ts';
import type { World } from '../../local/world.ts';
import { headlines, minutes, outcomes, steadyService } from '../../test/support/fleet.ts';
import type { Finding, Row } from '../row.ts';
import { aroundEffects } from '../worlds/ports.ts';
import { openShop, passApproving, QUICK } from '../worlds/shop.ts';

const SERVICES = ['search-api', 'orders-api'];
/** Each task stops about so often before anybody looks. */
const STOPS_PER_TASK = 8;
/** Of every so many calls to the ledger one is throttled, after all of the SDK's tries. */
const THROTTLED_ONE_IN = 5;

export const storm: Row = {
  id: 'R17',
  promise: 'a storm loses nothing, says little and drains',
  tried:
    'two services crash until so many tasks have stopped; one ledger call in five is throttled, Slack answers 429',
  runs: { few: 80, quick: 1_000, many: 10_000 },

  async prove(seed, runs): Promise<Finding> {
    const random = createRandom(seed, 'throttling');
    const seen = { stops: 0, throttled: 0 };
    const world = openShop(
      'ask',
      {
        seed,
        onEvent: (event) => {
          seen.stops += JSON.stringify(event).includes('"stoppedAt"') ? 1 : 0;
        },
        wrap: (deps) =>
          aroundEffects(deps, (name, effect) => {
            if (!name.startsWith('ledger.') || random.next() * THROTTLED_ONE_IN >= 1) return effect();
            seen.throttled += 1;
            return Promise.reject(new Error(`DynamoDB throttles ${name}`));
          }),
      },
      `approval: { expiresMinutes: 120 }\n${QUICK}`,
    );
    crash(world, Math.ceil(runs / STOPS_PER_TASK / SERVICES.length));
    world.slack.limit(5, 30);
    for (let minute = 0; minute < 60 && seen.stops < runs; minute += 1) await minutes(world, 1);
    await passApproving(world, 90);
    const note = `${seen.throttled} calls were throttled, ${world.bus.deadLetters.length} events dead-lettered; ${headlines(world).length} messages`;
    return { count: seen.stops, of: 'stops', violations: breaches(world, seen.stops >= runs), note };
  },
};

function crash(world: World, tasks: number): void {
  for (const name of SERVICES) {
    const { bad } = steadyService(world, name, tasks);
    const failure = { kind: 'exit', afterSeconds: 1, exitCode: 139 } as const;
    world.fleet.behave({ on: { taskDefinition: bad }, failure });
    world.fleet.deploy('prod', name, bad);
  }
}

function breaches(world: World, enough: boolean): string[] {
  const { engine, fleet } = world;
  const running = engine.executions().filter(({ status }) => status === 'RUNNING');
  const changed = fleet.calls.filter(({ command }) => command === 'UpdateService');
  const ends = outcomes(world).map((outcome) => JSON.stringify(outcome));
  const held = ends.filter((end) => end.includes('"held"'));
  return [
    ...(enough ? [] : ['too few tasks stopped to prove anything']),
    ...running.map(({ name }) => `${name} never ended`),
    ...(changed.length === SERVICES.length
      ? []
      : [`${changed.length} changes to ${SERVICES.length} services`]),
    ...(held.length === SERVICES.length ? [] : [`they ended ${ends.join()}`]),
    ...(headlines(world).length <= SERVICES.length ? [] : [headlines(world).join(' | ')]),
  ];
}
