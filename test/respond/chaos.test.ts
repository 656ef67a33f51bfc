import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../local/database.ts';
import { createWorld, type World } from '../../local/world.ts';
import type { QueueRecord } from '../../shared/triage.ts';
import { config, minutes, outcomes, registerRevision, steadyService, writes } from '../support/fleet.ts';

/** What may go wrong between AWS and us, all at once. */
interface Disturbance {
  /** Deliver events in another order, and some of them again. */
  readonly order: number;
  readonly repeats: number;
  readonly batchSize: number;
  /** Kill the function at its n-th checkpoint, and again each so many later. */
  readonly deaths: number;
  /** Carry a write out and lose the answer. */
  readonly lost: 'UpdateService' | 'RunTask' | 'nothing';
}

const anyDisturbance: fc.Arbitrary<Disturbance> = fc.record({
  order: fc.nat(1000),
  repeats: fc.nat(3),
  batchSize: fc.integer({ min: 1, max: 10 }),
  deaths: fc.integer({ min: 7, max: 40 }),
  lost: fc.constantFrom('UpdateService', 'RunTask', 'nothing'),
});

const SETTINGS = `playbooks:
  stop-crash-loop: { settings: { failures: 3, comeBackMinutes: 2 } }
  rerun-failed-task: { settings: { comeBackMinutes: 2, steadySeconds: 30 } }
`;

/** Half an hour in which a deployment crash-loops and Spot takes a job away. */
async function live(disturbance: Disturbance): Promise<World> {
  const database = await openDatabase();
  let checkpoints = 0;
  const world = createWorld({
    config: config('act', SETTINGS),
    database,
    batchSize: disturbance.batchSize,
    disturb: (records) => disturb(records, disturbance),
    onCheckpoint(when) {
      if (when === 'after' && ++checkpoints % disturbance.deaths === 0) throw new Error('died');
    },
  });
  const { bad } = steadyService(world, 'payments-api', 2);
  const { lost } = disturbance;
  if (lost !== 'nothing') world.fleet.fault({ command: lost, kind: 'lost-answer' });
  runSpotJob(world);
  world.fleet.deploy('prod', 'payments-api', bad);
  await minutes(world, 30);
  await database.close();
  return world;
}

function runSpotJob(world: World): void {
  const job = registerRevision(world, 'nightly-report', 'v1');
  world.fleet.behave({
    on: { family: 'nightly-report' },
    failure: { kind: 'exit', afterSeconds: 200, exitCode: 0 },
  });
  const failure = { kind: 'spot-interruption', afterSeconds: 20 } as const;
  world.fleet.behave({ on: { capacityProvider: 'FARGATE_SPOT' }, failure, times: 1 });
  world.fleet.putRule('nightly', [
    {
      Id: 'job',
      Arn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod',
      EcsParameters: {
        TaskDefinitionArn: job,
        CapacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
        NetworkConfiguration: { awsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: ['sg-1'] } },
      },
    },
  ]);
  world.fleet.fireRule('nightly');
}

/** A seeded shuffle, and some records a second time. */
function disturb(records: readonly QueueRecord[], { order, repeats }: Disturbance): QueueRecord[] {
  const weight = ({ id }: QueueRecord, salt: number) =>
    (Number(id.split('-')[1]) * 7919 + order * salt) % 101;
  const again = records.filter((record) => weight(record, 13) < repeats * 20);
  return [...records, ...again].toSorted((a, b) => weight(a, 31) - weight(b, 31));
}

describe('the loop, under every disturbance at once', () => {
  it('fixes each problem exactly once, whatever is lost, repeated, reordered or killed', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(anyDisturbance, async (disturbance) => {
        const world = await live(disturbance);

        expect(writes(world).filter((command) => command === 'UpdateService')).toHaveLength(1);
        expect(new Set(runTokens(world)).size).toBe(1);
        const jobs = world.fleet.tasks({ family: 'nightly-report' });
        expect(jobs).toHaveLength(2);
        expect(outcomes(world)).toHaveLength(2);
        for (const outcome of outcomes(world)) expect(outcome).toMatchObject({ type: 'held' });
      }),
      { numRuns: 12 },
    );
  });
});

/** RunTask may be called again when its answer was lost; AWS knows it by its token. */
function runTokens({ fleet }: World): unknown[] {
  return fleet.calls.flatMap(({ command, input }) =>
    command === 'RunTask' ? [(input as { clientToken?: string }).clientToken] : [],
  );
}
