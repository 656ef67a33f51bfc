import { describe, expect, it } from 'vitest';
import { SILENT } from '../../local/log.ts';
import { createExecute } from '../../shared/actions/index.ts';
import { ACTION_PERMISSIONS } from '../../shared/actions/permissions.ts';
import type { Action } from '../../shared/domain/action.ts';
import { undoOf } from '../../shared/domain/undo.ts';
import { connectionReset, serviceError } from '../aws/simulated-aws.ts';
import {
  BOUNDS,
  deletePolicy,
  POLICY,
  putPolicy,
  RUNNING,
  setBounds,
  setManaged,
  setRange,
  setSize,
} from '../support/scaling-actions.ts';
import { policyOf, type Scene, type SimulatedScaling, simulatedScaling } from './simulated-scaling.ts';

const run = ({ aws }: SimulatedScaling, action: Action) => createExecute(aws.clients, SILENT)(action);

/** Each kind with an action that fits the scene, its one write, and what somebody else might have changed. */
const KINDS: readonly [string, Action, string, (scene: Scene) => void][] = [
  [
    'set-range',
    setRange({ min: 4 }),
    'RegisterScalableTarget',
    (scene) => {
      scene.range = { MinCapacity: 3, MaxCapacity: 20 };
    },
  ],
  [
    'set-group-size',
    setSize({ min: 0, desired: 0 }),
    'UpdateAutoScalingGroup',
    (scene) => {
      scene.size.DesiredCapacity = 5;
    },
  ],
  [
    'set-group-bounds',
    setBounds({ max: 12 }),
    'UpdateAutoScalingGroup',
    (scene) => {
      scene.size.MaxSize = 11;
    },
  ],
  [
    'set-managed-scaling',
    setManaged({ targetCapacity: 90 }),
    'UpdateCapacityProvider',
    (scene) => {
      scene.managed.targetCapacity = 80;
    },
  ],
  [
    'put-policy',
    putPolicy(),
    'PutScalingPolicy',
    (scene) => {
      scene.policies = [policyOf({ ...POLICY, targetValue: 75 })];
    },
  ],
];

describe.each(KINDS)('scaling.%s', (_kind, action, command, meddle) => {
  it('is carried out once; a repeat finds it done and writes nothing', async () => {
    const scaling = simulatedScaling();

    const first = await run(scaling, action);
    const repeat = await run(scaling, action);

    expect(first.type).toBe('done');
    expect(repeat).toMatchObject({ type: 'done', reason: expect.stringContaining('already') });
    expect(scaling.writes).toEqual([command]);
  });

  it('leaves alone what changed meanwhile, and tells both values', async () => {
    const scaling = simulatedScaling();
    meddle(scaling.scene);

    const result = await run(scaling, action);

    expect(result).toEqual({
      type: 'refused',
      reason: expect.stringMatching(/changed meanwhile: it was .+, now it is/),
    });
    expect(scaling.writes).toEqual([]);
  });

  it('learns from AWS what became of a write whose answer was lost', async () => {
    const lost = simulatedScaling();
    lost.trouble = { when: 'after', error: connectionReset() };
    const never = simulatedScaling();
    never.trouble = { when: 'before', error: connectionReset() };

    expect((await run(lost, action)).type).toBe('done');
    expect(lost.writes).toEqual([command]);
    expect(await run(never, action)).toEqual({
      type: 'failed',
      reason: expect.stringContaining('socket hang up'),
    });
  });

  it('says which permission is missing', async () => {
    const scaling = simulatedScaling();
    scaling.trouble = { when: 'before', error: serviceError('AccessDeniedException', 'no') };

    expect((await run(scaling, action)).reason).toContain(`:${command}" on ${action.target}`);
  });

  it('can be taken back, to exactly what was', async () => {
    const scaling = simulatedScaling();
    const before = structuredClone(scaling.scene);
    const result = await run(scaling, action);

    const undo = undoOf([{ action, result, at: '2026-11-23T10:00:00Z' }]);
    for (const inverse of undo?.actions ?? []) await run(scaling, inverse);

    expect(scaling.writes.length).toBe(2);
    expect({
      ...scaling.scene,
      range: undefined,
      managed: { ...scaling.scene.managed, instanceWarmupPeriod: 0 },
    }).toEqual({
      ...before,
      range: undefined,
      managed: { ...before.managed, instanceWarmupPeriod: 0 },
    });
    expect(scaling.scene.range).toMatchObject({ MinCapacity: BOUNDS.min, MaxCapacity: BOUNDS.max });
  });
});

describe('shared/actions on what scales', () => {
  it.each([...KINDS.map(([, action]) => action), deletePolicy(BOUNDS), deletePolicy()])(
    '$kind uses no call of Auto Scaling but those that it declares',
    async (action) => {
      const scaling = simulatedScaling();
      if (action.kind === 'scaling.delete-policy') scaling.scene.policies = [policyOf(POLICY)];

      const result = await run(scaling, action);

      expect(result.type).toBe('done');
      expect(scaling.aws.calls.filter((call) => !ACTION_PERMISSIONS[action.kind].includes(call))).toEqual([]);
    },
  );

  it('a range says what is suspended, and is not registered anew where there is none', async () => {
    const scaling = simulatedScaling();
    const suspended = { ...RUNNING, scaleIn: true };

    await run(scaling, setRange({ suspended }));
    expect(scaling.scene.range?.SuspendedState).toEqual({
      DynamicScalingInSuspended: true,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
    });

    scaling.scene.range = undefined;
    expect(await run(scaling, setRange({ max: 30 }))).toEqual({
      type: 'refused',
      reason: 'there is no such range any more',
    });
  });

  it('a group of the same name that was made anew is another one', async () => {
    const scaling = simulatedScaling();
    scaling.scene.arn = scaling.scene.arn.replace('0a1b2c3d', '99999999');

    expect((await run(scaling, setSize({ desired: 4 }))).type).toBe('refused');
    expect(scaling.writes).toEqual([]);
  });

  it('bounds leave the number of instances to the provider, and are moved for its own group only', async () => {
    const scaling = simulatedScaling();
    scaling.scene.size.DesiredCapacity = 8;

    expect(await run(scaling, setBounds({ max: 7 }))).toEqual({
      type: 'refused',
      reason: 'it has 8 instances, and 7 would end some',
    });
    expect((await run(scaling, { ...setBounds({ max: 12 }), provider: 'other' })).type).toBe('refused');
    expect((await run(scaling, setBounds({ max: 8 }))).type).toBe('done');
    expect(scaling.scene.size).toEqual({ MinSize: 1, MaxSize: 8, DesiredCapacity: 8 });
  });

  it('a provider keeps its warm-up', async () => {
    const scaling = simulatedScaling();
    scaling.scene.managed.instanceWarmupPeriod = 60;
    const { from, to, ...own } = setManaged({ targetCapacity: 90 });
    const warm = { ...own, from: { ...from, warmupSeconds: 60 }, to: { ...to, warmupSeconds: 60 } };

    expect((await run(scaling, warm)).type).toBe('done');
    expect(scaling.scene.managed).toMatchObject({ targetCapacity: 90, instanceWarmupPeriod: 60 });
  });

  it('registers a service before it has its first policy, and takes both back in one call', async () => {
    const scaling = simulatedScaling();
    scaling.scene.range = undefined;
    const action = putPolicy({ register: BOUNDS });

    const result = await run(scaling, action);
    for (const inverse of undoOf([{ action, result, at: '2026-11-23T10:00:00Z' }])?.actions ?? [])
      await run(scaling, inverse);

    expect(scaling.writes).toEqual([
      'RegisterScalableTarget',
      'PutScalingPolicy',
      'DeregisterScalableTarget',
    ]);
  });

  it('goes on where an earlier try stopped after the registration', async () => {
    const scaling = simulatedScaling();

    expect((await run(scaling, putPolicy({ register: BOUNDS }))).type).toBe('done');
    expect((await run(scaling, putPolicy({ register: { min: 1, max: 2 } }))).type).toBe('refused');
  });

  it('a registration that something else needs by now stays', async () => {
    const scaling = simulatedScaling();
    scaling.scene.policies = [policyOf(POLICY)];
    scaling.scene.scheduled = 1;

    expect((await run(scaling, deletePolicy(BOUNDS))).type).toBe('done');
    expect(scaling.writes).toEqual(['DeleteScalingPolicy']);
  });

  it('a policy without registration, or one that is not ours to write, is refused', async () => {
    const scaling = simulatedScaling();
    scaling.scene.policies = [{ ...policyOf(POLICY), TargetTrackingScalingPolicyConfiguration: undefined }];
    expect((await run(scaling, putPolicy())).type).toBe('refused');

    scaling.scene.range = undefined;
    scaling.scene.policies = [];
    expect((await run(scaling, putPolicy())).type).toBe('refused');
    expect(scaling.writes).toEqual([]);
  });

  it.each([
    setRange({ max: Number.NaN }),
    setRange({ min: 21 }),
    setSize({ desired: 11 }),
    setBounds({ min: 11 }),
    setManaged({ targetCapacity: 0 }),
    putPolicy({ register: { min: -1, max: 2 } }),
  ])('numbers that are none are refused before any call: $kind', async (action) => {
    const scaling = simulatedScaling();

    expect((await run(scaling, action)).type).toBe('refused');
    expect(scaling.aws.calls).toEqual([]);
  });
});
