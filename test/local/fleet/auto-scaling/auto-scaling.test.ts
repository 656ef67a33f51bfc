import {
  ApplicationAutoScalingClient,
  DeleteScalingPolicyCommand,
  DeregisterScalableTargetCommand,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
  PutScalingPolicyCommand,
  type PutScalingPolicyRequest,
  RegisterScalableTargetCommand,
  type RegisterScalableTargetRequest,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { createAlarmStage, liveThrough } from '../cloudwatch/support.ts';
import { serviceOf, webService } from '../support.ts';

const ECS = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;
const WEB = { ...ECS, ResourceId: 'service/shop/web' };
const CPU_50: PutScalingPolicyRequest = {
  ...WEB,
  PolicyName: 'cpu-50',
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 50,
    PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
  },
};

/** A service `web` that runs, and a real client. */
function createScalingStage(desiredCount = 4) {
  const stage = createAlarmStage({ settings: { metricDelaySeconds: 0 } });
  const scaling = new ApplicationAutoScalingClient({ region: 'eu-west-1' });
  stage.fleet.intercept(scaling);
  stage.fleet.createService({ ...webService(desiredCount), runningSince: stage.timeline.now() });
  const register = (request: Partial<RegisterScalableTargetRequest>) =>
    scaling.send(new RegisterScalableTargetCommand({ ...WEB, ...request }));
  const alarms = async () => (await stage.cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms ?? [];
  const desired = async () => (await serviceOf(stage)).desiredCount;
  return { ...stage, scaling, register, alarms, desired };
}

describe('local/fleet/auto-scaling', () => {
  it('moves the desired count into the bounds when they are registered', async () => {
    const { register, desired } = createScalingStage(4);

    await register({ MinCapacity: 6, MaxCapacity: 10 });
    const raised = await desired();
    await register({ MinCapacity: 1, MaxCapacity: 3 });
    const lowered = await desired();

    expect([raised, lowered]).toEqual([6, 3]);
  });

  it('changes what is given and keeps the rest', async () => {
    const { register, scaling } = createScalingStage();
    await register({ MinCapacity: 1, MaxCapacity: 9, SuspendedState: { ScheduledScalingSuspended: true } });

    await register({ MaxCapacity: 8, SuspendedState: { DynamicScalingInSuspended: true } });

    const { ScalableTargets } = await scaling.send(
      new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }),
    );
    expect(ScalableTargets).toMatchObject([
      {
        ...WEB,
        MinCapacity: 1,
        MaxCapacity: 8,
        SuspendedState: {
          DynamicScalingInSuspended: true,
          DynamicScalingOutSuspended: false,
          ScheduledScalingSuspended: true,
        },
      },
    ]);
  });

  it('refuses bounds that are missing or crossed, and services that do not exist', async () => {
    const { register } = createScalingStage();

    await expect(register({ MinCapacity: 1 })).rejects.toThrow('must be specified');
    await expect(register({ MinCapacity: 3, MaxCapacity: 2 })).rejects.toThrow('less than minimum');
    const nowhere = register({ ResourceId: 'service/shop/none', MinCapacity: 1, MaxCapacity: 2 });
    await expect(nowhere).rejects.toThrow("doesn't exist");
  });

  it('keeps two alarms for a policy, and takes them away with it', async () => {
    const { register, scaling, alarms } = createScalingStage();
    await register({ MinCapacity: 1, MaxCapacity: 9 });

    await scaling.send(new PutScalingPolicyCommand(CPU_50));
    const kept = await alarms();
    const { ScalingPolicies } = await scaling.send(new DescribeScalingPoliciesCommand(ECS));
    await scaling.send(new DeleteScalingPolicyCommand({ ...WEB, PolicyName: 'cpu-50' }));

    expect(kept).toMatchObject([
      { EvaluationPeriods: 3, Threshold: 50, ComparisonOperator: 'GreaterThanThreshold' },
      { EvaluationPeriods: 15, Threshold: 45, ComparisonOperator: 'LessThanThreshold' },
    ]);
    expect(ScalingPolicies?.[0]?.Alarms?.map(({ AlarmName }) => AlarmName)).toEqual(
      kept.map(({ AlarmName }) => AlarmName),
    );
    expect(await alarms()).toEqual([]);
  });

  it('scales out after three minutes over the target, and in after fifteen well below it', async () => {
    const stage = createScalingStage(4);
    await stage.register({ MinCapacity: 1, MaxCapacity: 20 });
    await stage.scaling.send(new PutScalingPolicyCommand(CPU_50));

    await liveThrough(stage, [75, 75, 75, 49, 49, 49]);
    const out = await stage.desired();
    await liveThrough(
      stage,
      Array.from({ length: 14 }, () => 20),
    );
    const early = await stage.desired();
    await liveThrough(
      stage,
      Array.from({ length: 4 }, () => 20),
    );

    expect([out, early, await stage.desired()]).toEqual([6, 6, 3]);
  });

  it('takes nothing away while a deployment is in progress', async () => {
    const stage = createScalingStage(4);
    await stage.register({ MinCapacity: 1, MaxCapacity: 20 });
    await stage.scaling.send(new PutScalingPolicyCommand(CPU_50));
    stage.fleet.registerTaskDefinition({
      family: 'web',
      containerDefinitions: [{ name: 'app', image: 'web' }],
    });
    stage.fleet.behave({ on: { taskDefinition: 'web:2' }, failure: { kind: 'no-capacity' } });
    stage.fleet.deploy('shop', 'web', 'web:2');

    await liveThrough(
      stage,
      Array.from({ length: 20 }, () => 20),
    );

    expect(await stage.desired()).toBe(4);
  });

  it('does nothing that is suspended', async () => {
    const stage = createScalingStage(4);
    const SuspendedState = { DynamicScalingInSuspended: true, DynamicScalingOutSuspended: true };
    await stage.register({ MinCapacity: 1, MaxCapacity: 20, SuspendedState });
    await stage.scaling.send(new PutScalingPolicyCommand(CPU_50));

    await liveThrough(stage, [
      ...Array.from({ length: 6 }, () => 90),
      ...Array.from({ length: 20 }, () => 10),
    ]);

    expect(await stage.desired()).toBe(4);
  });

  it('forgets policies and scheduled actions of a service that is deregistered, not its tasks', async () => {
    const { fleet, register, scaling, alarms, desired } = createScalingStage();
    await register({ MinCapacity: 1, MaxCapacity: 9 });
    await scaling.send(new PutScalingPolicyCommand(CPU_50));
    fleet.putScheduledAction({
      ResourceId: 'service/shop/web',
      ScheduledActionName: 'night',
      Schedule: 'cron(0 20 * * ? *)',
      ScalableTargetAction: { MinCapacity: 0, MaxCapacity: 0 },
    });
    const before = await scaling.send(new DescribeScheduledActionsCommand(ECS));

    await scaling.send(new DeregisterScalableTargetCommand(WEB));

    const after = await scaling.send(new DescribeScheduledActionsCommand(ECS));
    expect(before.ScheduledActions).toMatchObject([{ ScheduledActionName: 'night' }]);
    expect(after.ScheduledActions).toEqual([]);
    expect(await alarms()).toEqual([]);
    expect(await desired()).toBe(4);
    await expect(scaling.send(new PutScalingPolicyCommand(CPU_50))).rejects.toThrow('No scalable target');
  });
});
