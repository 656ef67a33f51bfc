import { describe, expect, it } from 'vitest';
import type { SetSteps } from '../../shared/domain/scaling-action.ts';
import { openWorld, steadyService, writes } from '../support/fleet.ts';
import { EVENING, STEPS, setScheduled, setSteps } from '../support/planned-actions.ts';
import { BOUNDS } from '../support/scaling-actions.ts';

const { name: ALARM } = STEPS.alarm;
const REGISTRATION = { register: BOUNDS, deregister: BOUNDS };
const PUT = setSteps({}, STEPS, REGISTRATION);
const REMOVE: SetSteps = { ...PUT.inverse, inverse: PUT };

/** The service `payments-api`, which is not registered. */
async function openFleet() {
  const world = await openWorld('act');
  steadyService(world);
  const alarm = async () => (await world.deps.reads.alarmsNamed(ALARM))[0];
  return { ...world, run: world.deps.execute, alarm };
}

describe('scaling.set-steps', () => {
  it('registers the service, puts the policy, then the alarm that calls it; a repeat writes nothing', async () => {
    const fleet = await openFleet();

    const first = await fleet.run(PUT);
    const repeat = await fleet.run(PUT);

    expect(first.type).toBe('done');
    expect(repeat.reason).toContain('already');
    expect(writes(fleet)).toEqual(['RegisterScalableTarget', 'PutScalingPolicy', 'PutMetricAlarm']);
    const [policy] = await fleet.deps.reads.scalingPolicies();
    expect(await fleet.alarm()).toMatchObject({ threshold: 70, actions: [policy?.arn] });
  });

  it.each(['PutMetricAlarm', 'PutScalingPolicy'])(
    'completes what %s cut off, and takes all of it back',
    async (command) => {
      const fleet = await openFleet();
      fleet.fleet.fault({ command, kind: 'denied', times: 1 });

      expect((await fleet.run(PUT)).type).toBe('failed');
      expect((await fleet.run(PUT)).type).toBe('done');
      expect((await fleet.run(REMOVE)).type).toBe('done');

      expect(await fleet.alarm()).toBeUndefined();
      expect(await fleet.deps.reads.scalableTargets()).toEqual([]);
      await fleet.close();
    },
  );

  it('lets the alarm call the policy also where the answer left out its ARN', async () => {
    const fleet = await openFleet();
    const client = await fleet.clients.applicationAutoScaling();
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (call) => {
          const answer = await next(call);
          return commandName === 'PutScalingPolicyCommand' ? { ...answer, output: {} as never } : answer;
        },
      { step: 'initialize', priority: 'high', name: 'leaveOut' },
    );

    expect((await fleet.run(PUT)).type).toBe('done');
    expect((await fleet.run(PUT)).reason).toContain('already');
    await fleet.close();
  });

  it('completes a removal that was cut off after the alarm', async () => {
    const fleet = await openFleet();
    await fleet.run(PUT);
    fleet.fleet.fault({ command: 'DeregisterScalableTarget', kind: 'denied', times: 1 });

    expect((await fleet.run(REMOVE)).type).toBe('failed');
    expect((await fleet.run(REMOVE)).type).toBe('done');

    expect(await fleet.deps.reads.scalingPolicies()).toEqual([]);
    await fleet.close();
  });

  it('leaves alone what somebody changed meanwhile, or lets call others, too', async () => {
    const fleet = await openFleet();
    await fleet.run(PUT);
    const [policy] = await fleet.deps.reads.scalingPolicies();
    const before = writes(fleet).length;
    const topic = 'arn:aws:sns:eu-west-1:123456789012:oncall';
    fleet.fleet.putAlarm({
      AlarmName: ALARM,
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      Dimensions: [
        { Name: 'ClusterName', Value: 'prod' },
        { Name: 'ServiceName', Value: 'payments-api' },
      ],
      Statistic: 'Average',
      Period: 60,
      Threshold: 70,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 3,
      AlarmActions: [policy?.arn ?? '', topic],
    });

    expect((await fleet.run(PUT)).reason).toContain('already');
    expect((await fleet.run(REMOVE)).type).toBe('refused');
    expect(writes(fleet)).toHaveLength(before);
    await fleet.close();
  });

  it('keeps a registration that a scheduled action needs by now, and gives it up with that', async () => {
    const fleet = await openFleet();
    await fleet.run(PUT);
    const evening = setScheduled('none', EVENING, REGISTRATION);
    expect((await fleet.run(evening)).type).toBe('done');

    await fleet.run(REMOVE);
    expect(await fleet.deps.reads.scalableTargets()).toHaveLength(1);
    await fleet.run({ ...evening.inverse, inverse: evening });

    expect(await fleet.deps.reads.scalableTargets()).toEqual([]);
    await fleet.close();
  });

  it.each([
    setSteps({}, { ...STEPS, policy: { ...STEPS.policy, bands: [] } }),
    setSteps({}, { ...STEPS, policy: { ...STEPS.policy, bands: [{ from: 0, change: Number.NaN }] } }),
    setSteps({}, { ...STEPS, policy: { ...STEPS.policy, bands: [{ from: 5, change: 1 }] } }),
    setSteps({}, { ...STEPS, alarm: { ...STEPS.alarm, threshold: Number.NaN } }),
    setSteps({}, { ...STEPS, alarm: { ...STEPS.alarm, periods: 1441 } }),
    setScheduled('none', { ...EVENING, min: -1 }, REGISTRATION),
    setScheduled('none', { ...EVENING, min: 5, max: 2 }, REGISTRATION),
  ])('numbers that are none are refused before any call: %#', async (action) => {
    const fleet = await openFleet();

    expect((await fleet.run(action)).type).toBe('refused');
    expect(fleet.fleet.calls).toEqual([]);
    await fleet.close();
  });
});

describe('scaling.set-scheduled-action', () => {
  it('puts it once, and refuses where it was set otherwise meanwhile', async () => {
    const fleet = await openFleet();

    await fleet.run(setScheduled('none', EVENING, REGISTRATION));
    const repeat = await fleet.run(setScheduled('none', EVENING, REGISTRATION));
    const other = await fleet.run(setScheduled('none', { ...EVENING, min: 4 }, REGISTRATION));

    expect([repeat.type, other.type]).toEqual(['done', 'refused']);
    expect(writes(fleet)).toEqual(['RegisterScalableTarget', 'PutScheduledAction']);
    expect(await fleet.deps.reads.scheduledScaling()).toEqual([EVENING]);
    await fleet.close();
  });
});
