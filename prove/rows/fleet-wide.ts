import fc from 'fast-check';
import { headlines, minutes, outcomes, steadyService, writes } from '../../test/support/fleet.ts';
import { check, must } from '../check.ts';
import type { Row } from '../row.ts';
import { openShop } from '../worlds/shop.ts';

const LIMIT_PERCENT = 40;

export const fleetWide: Row = {
  id: 'R5',
  promise: 'when most of a fleet fails, hands off and one message',
  tried: 'clusters of 5 to 15 services of which over 40 % crash within seconds, in mode act',
  runs: { few: 1, quick: 5, many: 40 },
  prove: (seed, runs) => check('clusters', fc.asyncProperty(anyCluster, failTogether), seed, runs),
};

/** At least three fail, and over the limit. */
const anyCluster = fc.integer({ min: 5, max: 15 }).chain((services) =>
  fc.record({
    services: fc.constant(services),
    failing: fc.integer({
      min: Math.max(3, Math.floor((services * LIMIT_PERCENT) / 100) + 1),
      max: services,
    }),
    exitCode: fc.integer({ min: 1, max: 255 }),
    spreadSeconds: fc.integer({ min: 0, max: 10 }),
  }),
);
type Cluster = typeof anyCluster extends fc.Arbitrary<infer T> ? T : never;

async function failTogether({ services, failing, exitCode, spreadSeconds }: Cluster): Promise<void> {
  const world = openShop('act');
  const names = Array.from({ length: services }, (_, index) => `service-${index}`);
  for (const name of names) steadyService(world, name, 2);
  for (const [index, service] of names.slice(0, failing).entries()) {
    const failure = { kind: 'exit', afterSeconds: 4 + (index % (spreadSeconds + 1)), exitCode } as const;
    world.fleet.behave({ on: { service }, failure });
    world.fleet.strike({ service }, failure);
  }
  await minutes(world, 12);

  const said = headlines(world);
  must(writes(world).length === 0, `it acted: ${writes(world).join()}`);
  must(said.length === 1, `${said.length} messages in place of one: ${said.join(' | ')}`);
  must(outcomes(world).length > 0, 'no incident was opened, so nothing was proven');
}
