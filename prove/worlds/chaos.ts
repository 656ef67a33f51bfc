import fc from 'fast-check';
import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import type { World } from '../../local/world.ts';
import { createWorld } from '../../local/world.ts';
import type { QueueRecord } from '../../shared/triage.ts';
import {
  config,
  minutes,
  outcomes,
  registerRevision,
  steadyService,
  writes,
} from '../../test/support/fleet.ts';
import { must } from '../check.ts';

/** What may go wrong between AWS and us, all at once. */
export interface Disturbance {
  /** Deliver events in another order, and some of them again. */
  readonly order: number;
  readonly repeats: number;
  readonly batchSize: number;
  /** Kill the function at its n-th checkpoint, and again each so many later. */
  readonly deaths: number;
  /** Carry a write out and lose the answer. */
  readonly lost: 'UpdateService' | 'RunTask' | 'nothing';
}

export const anyDisturbance: fc.Arbitrary<Disturbance> = fc.record({
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

export interface Chaos {
  readonly world: World;
  readonly items: ReturnType<typeof openMemoryDatabase>['items'];
}

/** Half an hour in which a deployment crash-loops and Spot takes a job away. */
export async function liveThrough(disturbance: Disturbance): Promise<Chaos> {
  const database = openMemoryDatabase();
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
  return { world, items: database.items };
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

/** Throws unless each problem was fixed exactly once. */
export function mustBeFixedOnce(world: World): void {
  const updates = writes(world).filter((command) => command === 'UpdateService').length;
  must(updates === 1, `the service was changed ${updates} times`);
  must(new Set(runTokens(world)).size === 1, 'the job was started under several tokens');
  const jobs = world.fleet.tasks({ family: 'nightly-report' }).length;
  must(jobs === 2, `there were ${jobs} tasks of the job in place of 2`);
  const ends = JSON.stringify(outcomes(world));
  must(outcomes(world).length === 2, `not two responses: ${ends}`);
  must(ends.match(/"type":"held"/g)?.length === 2, `not all fixed: ${ends}`);
}

/** RunTask may be called again when its answer was lost; AWS knows it by its token. */
function runTokens({ fleet }: World): unknown[] {
  return fleet.calls.flatMap(({ command, input }) =>
    command === 'RunTask' ? [(input as { clientToken?: string }).clientToken] : [],
  );
}
