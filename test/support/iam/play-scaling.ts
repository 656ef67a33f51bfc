import { through } from '../../../local/door.ts';
import { ACCOUNT, REGION, type World } from '../../../local/world.ts';
import type { Interceptable } from '../../../shared/aws/intercept.ts';
import type { Action } from '../../../shared/domain/action.ts';
import { minutes, ONCALL, openWorld, steadyService } from '../fleet.ts';
import { incidentRef, mark } from '../incidents.ts';
import { EVENING, STEPS, setScheduled, setSteps } from '../planned-actions.ts';
import { BOUNDS, deletePolicy, putPolicy, setManaged, setRange, setSize } from '../scaling-actions.ts';
import { ANSWERS } from './scaling-answers.ts';

/** Each read and each action of the domain, and what its functions do with the ledger, without an incident. */
export async function playScaling(): Promise<void> {
  const world = await openWorld('act', '', { intercept: answered });
  const { good } = steadyService(world);
  await minutes(world, 1);
  await useLedger(world);
  await through('respond-scaling', world.fleet, async () => {
    await readAll(world);
    for (const action of actions(good)) {
      const result = await world.deps.execute(action);
      if (result.type !== 'done') throw new Error(`${action.kind} was ${result.type}: ${result.reason}`);
    }
  });
  await world.close();
}

async function useLedger({ deps, fleet }: World): Promise<void> {
  const { ledger, startResponse, killSwitch, resume } = deps;
  const ref = incidentRef({ id: 'inc-scaling', playbook: 'scale-on-alarm' });
  await through('scaling-events', fleet, async () => {
    await ledger.read(ref.key);
    await ledger.mark(ref.key, [mark('alarm')]);
    await startResponse(ref);
  });
  await through('respond-scaling', fleet, async () => {
    await ledger.read(ref.key);
    await ledger.claim(ref, 'owner', ref.openedAt);
    await ledger.receipt({
      incident: ref.key,
      generation: 1,
      action: setRange({ max: 30 }),
      result: { type: 'done', reason: 'range set' },
      planHash: '0'.repeat(12),
      approvedBy: 'policy',
      at: ref.openedAt,
    });
    await killSwitch();
  });
  await through('slack', fleet, () =>
    resume('watchkeeper-local-respond-scaling:1', { type: 'approved', by: ONCALL, at: ref.openedAt }),
  );
}

async function readAll({ deps: { reads }, timeline }: World): Promise<void> {
  const dimensions = { ClusterName: 'prod', ServiceName: 'payments-api' };
  const cpu = {
    namespace: 'AWS/ECS',
    name: 'CPUUtilization',
    dimensions,
    statistic: 'Average',
    periodSeconds: 60,
  };
  await reads.alarm('api-cpu-high');
  await reads.activeMutes('api-cpu-high');
  await reads.alarmTags(`arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:api-cpu-high`);
  await reads.metric(cpu, timeline.now() - 600_000, timeline.now());
  await reads.scheduledScaling();
  await reads.capacityProviders();
  await reads.services();
  await reads.cluster(`arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/prod`);
}

function actions(revision: string): readonly Action[] {
  const cluster = `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/prod`;
  const target = `arn:aws:ecs:${REGION}:${ACCOUNT}:service/prod/payments-api`;
  const base = { target, clusterArn: cluster, service: 'payments-api', revision, risk: 'medium' } as const;
  const count = { ...base, kind: 'ecs.set-desired-count', from: 3, to: 4 } as const;
  return [
    { ...count, inverse: { ...count, from: 4, to: 3 } },
    setRange({ max: 30 }),
    setSize({ desired: 4 }),
    setManaged({ targetCapacity: 90 }),
    putPolicy({ from: { ...putPolicy().policy, targetValue: 70 } }),
    deletePolicy(),
    deletePolicy(BOUNDS),
    setSteps({}, STEPS),
    setSteps(STEPS, {}),
    setScheduled('none', EVENING),
    setScheduled(EVENING, 'none'),
  ];
}

/** An AWS that always has what an action was planned against. */
function answered(client: Interceptable): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (call) => {
        const answer = ANSWERS[commandName.replace(/Command$/, '')];
        return answer === undefined ? next(call) : { output: answer(), response: {} };
      },
    { step: 'initialize', priority: 'high', name: 'scalingAnswers' },
  );
}
