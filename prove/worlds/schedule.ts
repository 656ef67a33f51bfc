import fc from 'fast-check';
import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import { SILENT } from '../../local/log.ts';
import { createExecute } from '../../shared/actions/index.ts';
import type { Deps, Ledger } from '../../shared/deps.ts';
import { type Action, actionHash } from '../../shared/domain/action.ts';
import type { Plan } from '../../shared/domain/decision.ts';
import { executionOf, type IncidentRef } from '../../shared/domain/incident.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { carryOut } from '../../shared/respond/act.ts';
import type { Run } from '../../shared/respond/run.ts';
import { CLUSTER, definition, SERVICE, simulatedEcs } from '../../test/actions/simulated-ecs.ts';
import { connectionReset } from '../../test/aws/simulated-aws.ts';
import { config } from '../../test/support/fleet.ts';
import { incidentRef, NOW } from '../../test/support/incidents.ts';
import { must } from '../check.ts';
import { aroundEffects } from './ports.ts';
import { step } from './steps.ts';

const LEASE = '2026-11-23T12:00:00.000Z';
const CONFIG = config('act');
const BASE = { target: SERVICE, clusterArn: CLUSTER, service: 'api', risk: 'medium' } as const;
const ROLLBACK = { ...BASE, kind: 'ecs.deploy-revision', from: definition(7), to: definition(6) } as const;
const SCALE = { ...BASE, kind: 'ecs.set-desired-count', revision: definition(7), from: 4, to: 0 } as const;
const ACTIONS: readonly Action[] = [
  { ...ROLLBACK, inverse: { ...ROLLBACK, from: ROLLBACK.to, to: ROLLBACK.from } },
  { ...SCALE, inverse: { ...SCALE, from: 0, to: 4 } },
  {
    ...{
      kind: 'ecs.run-task',
      target: CLUSTER,
      clusterArn: CLUSTER,
      risk: 'low',
      clientToken: 'inc-1-try-1',
    },
    ...{ replaces: `${CLUSTER}/dead`, taskDefinitionArn: definition(7), startedBy: 'watchkeeper/1/rule' },
  },
];

const anyTrouble = fc.record({
  command: fc.constantFrom('UpdateService' as const, 'RunTask' as const, 'DescribeServices' as const),
  when: fc.constantFrom('before' as const, 'after' as const),
  pass: fc.nat(3),
});

/** How up to three invocations of one response, and perhaps a successor of it, get in each other's way. */
export const anySchedule = fc.record({
  scheduler: fc.scheduler(),
  actions: fc.shuffledSubarray([...ACTIONS], { minLength: 1 }),
  invocations: fc.integer({ min: 1, max: 3 }),
  /** The next incident of the same key is claimed meanwhile: the ones before are fenced off. */
  successor: fc.boolean(),
  troubles: fc.array(anyTrouble, { maxLength: 4 }),
  /** An invocation dies at its n-th effect, and is invoked again. */
  deaths: fc.array(fc.nat(12), { maxLength: 2 }),
});
type Schedule = typeof anySchedule extends fc.Arbitrary<infer T> ? T : never;

/** One for all schedules: making its client costs more than a schedule. */
const ecs = simulatedEcs();

/** Throws when any effect happened twice, or was not intended by who still owned the incident. */
export async function runSchedule(schedule: Schedule): Promise<void> {
  const { actions, troubles } = schedule;
  const database = openMemoryDatabase();
  const { table, client } = database;
  const ledger = createLedger({ name: table, client: async () => client, clock: () => NOW });
  const before = resetEcs(troubles);
  const incident = incidentRef();
  await ledger.claim(incident, executionOf(incident), LEASE);
  await interleave(schedule, ledger, incident);
  const { acts = [] } = (await ledger.read(incident.key)) ?? {};
  await database.close();

  const happened = effectsSince(before);
  const planned: readonly string[] = actions.map(({ kind }) => kind);
  must(
    happened.every((kind, index) => planned.includes(kind) && happened.indexOf(kind) === index),
    `of ${planned.join()} happened ${happened.join()}`,
  );
  const intended = actions.filter((action) => acts.some(({ id }) => id === actionHash(action)));
  const unintended = happened.filter((kind) => !intended.some((action) => action.kind === kind));
  must(unintended.length === 0, `not intended by the owner: ${unintended.join()}`);
}

async function interleave(schedule: Schedule, ledger: Ledger, incident: IncidentRef): Promise<void> {
  const { scheduler, actions, invocations, successor, deaths } = schedule;
  const plan: Plan = { type: 'act', reason: 'r', actions, success: 's', deadlineSeconds: 1, holdSeconds: 1 };
  let effects = 0;
  const execute = createExecute(ecs.aws.clients, SILENT);
  const own = { ledger, execute, killSwitch: async () => 'off' as const };
  const shared = { config: CONFIG, clock: () => NOW, log: SILENT, measure() {} };
  const needed: Partial<Deps> = { ...shared, ...own };
  const deps = aroundEffects(needed as Deps, async (name, effect) => {
    if (deaths.includes(effects++)) throw new Error(`died at ${name}`);
    return scheduler.schedule(Promise.resolve(name)).then(effect);
  });
  const all = Array.from({ length: invocations }, () => invoke(incident, deps, plan));
  if (successor) all.push(takeOver(scheduler, ledger));
  await scheduler.waitFor(Promise.allSettled(all));
}

async function takeOver(scheduler: fc.Scheduler, ledger: Ledger): Promise<void> {
  await scheduler.schedule(Promise.resolve('takeover'));
  const next = incidentRef({ id: 'inc-2', generation: 2 });
  await ledger.claim(next, executionOf(next), LEASE);
}

function resetEcs(troubles: Schedule['troubles']): { differences: number } {
  Object.assign(ecs.service, { taskDefinition: definition(7), desiredCount: 4 });
  const own = troubles.map((trouble) => ({ ...trouble, error: connectionReset() }));
  ecs.troubles.splice(0, ecs.troubles.length, ...own);
  ecs.started.splice(0);
  return { differences: ecs.differences() };
}

/** The kinds of what happened, in no order: a kind that happened twice stands there twice. */
function effectsSince({ differences }: { differences: number }): readonly string[] {
  const { taskDefinition, desiredCount } = ecs.service;
  const kinds = [
    ...(taskDefinition === definition(7) ? [] : ['ecs.deploy-revision']),
    ...(desiredCount === 4 ? [] : ['ecs.set-desired-count']),
  ];
  const more = ecs.differences() - differences - kinds.length;
  return [
    ...kinds,
    ...Array.from({ length: more }, () => 'ecs.UpdateService'),
    ...ecs.started.map(() => 'ecs.run-task'),
  ];
}

/** Lambda invokes again what died; a step that fails is tried again, as often as `carryOut` asks. */
async function invoke(ref: Run['ref'], deps: Deps, plan: Plan): Promise<void> {
  const durable: Partial<Run['durable']> = { step };
  const needed: Partial<Run> = { ref, owner: executionOf(ref), durable: durable as Run['durable'], deps };
  await carryOut(needed as Run, 1, plan, NOW, 'mode');
}
