import { through } from '../../../local/door.ts';
import { ACCOUNT, REGION, type World } from '../../../local/world.ts';
import type { Action } from '../../../shared/domain/action.ts';
import { undoOf } from '../../../shared/domain/undo.ts';
import { minutes, ONCALL, openWorld, steadyService } from '../fleet.ts';
import { EVENING, STEPS, setScheduled, setSteps } from '../planned-actions.ts';
import {
  BOUNDS,
  putPolicy,
  RESOURCE_ID,
  SIZE,
  setBounds,
  setManaged,
  setRange,
  setSize,
} from '../scaling-actions.ts';

const HOME = `arn:aws:ecs:${REGION}:${ACCOUNT}`;

/** What no scenario does: each action of the domain and its way back, some reads, and an answer from Slack. */
export async function playScaling(): Promise<void> {
  const world = await openWorld('act');
  const { good } = steadyService(world);
  const group = furnish(world);
  await minutes(world, 1);
  const version = 'watchkeeper-local-respond-scaling:1';
  const answer = { type: 'approved', by: ONCALL, at: '2026-11-23T09:00:00Z' } as const;
  await through('slack', world.fleet, () => world.deps.resume(version, answer));
  await through('scaling-events', world.fleet, () => world.deps.ledger.read('scale-on-alarm/none'));
  await through('respond-scaling', world.fleet, async () => {
    await readMore(world);
    for (const action of actions(good, group)) await thereAndBack(world, action);
  });
  await world.close();
}

/** What the actions are planned against; gives the ARN of the group. */
function furnish({ fleet }: World): string {
  const { min: MinCapacity, max: MaxCapacity } = BOUNDS;
  fleet.registerScalableTarget({ ResourceId: RESOURCE_ID, MinCapacity, MaxCapacity });
  const autoScalingGroupArn = fleet.createAutoScalingGroup({ name: 'workers', ...SIZE });
  const managedScaling = { status: 'ENABLED', maximumScalingStepSize: 10 } as const;
  fleet.createCapacityProvider({ name: 'spot', autoScalingGroupArn, managedScaling });
  return autoScalingGroupArn;
}

async function readMore({ deps: { reads } }: World): Promise<void> {
  await reads.alarmTags(`arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:api-cpu-high`).catch(() => {});
  await reads.cluster(`${HOME}:cluster/prod`);
}

function actions(revision: string, group: string): readonly Action[] {
  const base = {
    target: `${HOME}:service/prod/payments-api`,
    clusterArn: `${HOME}:cluster/prod`,
    service: 'payments-api',
    revision,
    risk: 'medium',
  } as const;
  const count = { ...base, kind: 'ecs.set-desired-count', from: 3, to: 4 } as const;
  return [
    { ...count, inverse: { ...count, from: 4, to: 3 } },
    setRange({ max: 30 }),
    { ...setSize({ desired: 4 }), target: group },
    { ...setBounds({ max: 12 }), target: group },
    setManaged({ targetCapacity: 90 }),
    putPolicy(),
    setSteps({}, STEPS),
    setScheduled('none', EVENING),
    putPolicy({ register: BOUNDS }),
  ];
}

async function thereAndBack({ deps }: World, action: Action): Promise<void> {
  const result = await deps.execute(action);
  if (result.type !== 'done') throw new Error(`${action.kind} was ${result.type}: ${result.reason}`);
  const at = '2026-11-23T09:00:00Z';
  for (const back of undoOf([{ action, result, at }])?.actions ?? []) await deps.execute(back);
}
