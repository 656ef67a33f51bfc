import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import { DescribeCapacityProvidersCommand, UpdateCapacityProviderCommand } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { createStage } from './support.ts';

function createGroupStage(suspended: readonly string[] = []) {
  const stage = createStage();
  const client = new AutoScalingClient({ region: 'eu-west-1' });
  stage.fleet.intercept(client);
  const arn = stage.fleet.createAutoScalingGroup({ name: 'hosts', min: 1, max: 5, desired: 2, suspended });
  const group = async () => {
    const answer = await client.send(
      new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ['hosts', 'none'] }),
    );
    return answer.AutoScalingGroups?.[0];
  };
  const update = (change: { MinSize?: number; MaxSize?: number; DesiredCapacity?: number }) =>
    client.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: 'hosts', ...change }));
  const states = async () => (await group())?.Instances?.map(({ LifecycleState }) => LifecycleState);
  return { ...stage, arn, group, update, states };
}

describe('local/fleet Auto Scaling groups', () => {
  it('launches and terminates instances, which takes a while', async () => {
    const { update, states, pass } = createGroupStage();

    await update({ DesiredCapacity: 3 });
    const launching = await states();
    await pass(2);
    const launched = await states();
    await update({ DesiredCapacity: 1 });
    const terminating = await states();
    await pass(1);

    expect(launching).toEqual(['InService', 'InService', 'Pending']);
    expect(launched).toEqual(['InService', 'InService', 'InService']);
    expect(terminating).toEqual(['Terminating', 'Terminating', 'InService']);
    expect(await states()).toEqual(['InService']);
  });

  it('moves the desired capacity into new bounds, and refuses one outside of them', async () => {
    const { update, group } = createGroupStage();

    await update({ MinSize: 4 });

    expect(await group()).toMatchObject({ MinSize: 4, MaxSize: 5, DesiredCapacity: 4 });
    await expect(update({ DesiredCapacity: 6 })).rejects.toThrow('must be between');
    await expect(update({ MinSize: 6 })).rejects.toThrow('Max bound, 5');
  });

  it('leaves to suspended processes what they would do', async () => {
    const { update, states, pass } = createGroupStage(['Launch', 'Terminate']);

    await update({ DesiredCapacity: 4 });
    await pass(5);
    await update({ DesiredCapacity: 1 });
    await pass(5);

    expect(await states()).toEqual(['InService', 'InService']);
  });

  it('ends no instance that is protected from scale-in', async () => {
    const { fleet, pass } = createGroupStage();
    fleet.createAutoScalingGroup({ name: 'kept', min: 0, max: 3, desired: 3, protectedFromScaleIn: true });

    fleet.send('AutoScaling', 'UpdateAutoScalingGroup', { AutoScalingGroupName: 'kept', DesiredCapacity: 1 });
    await pass(5);

    const kept = fleet.send('AutoScaling', 'DescribeAutoScalingGroups', { AutoScalingGroupNames: ['kept'] });
    expect(JSON.stringify(kept).match(/InService/g)).toHaveLength(3);
  });

  it('keeps the managed scaling of a capacity provider, but for what is changed', async () => {
    const { ecs, fleet, arn } = createGroupStage();
    const managedScaling = { status: 'ENABLED', targetCapacity: 90 } as const;
    fleet.createCapacityProvider({
      name: 'hosts',
      autoScalingGroupArn: arn,
      managedScaling,
      tags: { team: 'shop' },
    });

    await ecs.send(
      new UpdateCapacityProviderCommand({
        name: 'hosts',
        autoScalingGroupProvider: { managedScaling: { maximumScalingStepSize: 5 } },
      }),
    );

    const { capacityProviders, failures } = await ecs.send(
      new DescribeCapacityProvidersCommand({ capacityProviders: ['hosts', 'none'], include: ['TAGS'] }),
    );
    expect(failures).toMatchObject([{ reason: 'MISSING' }]);
    expect(capacityProviders).toMatchObject([
      {
        name: 'hosts',
        status: 'ACTIVE',
        tags: [{ key: 'team', value: 'shop' }],
        autoScalingGroupProvider: {
          autoScalingGroupArn: arn,
          managedScaling: { ...managedScaling, minimumScalingStepSize: 1, maximumScalingStepSize: 5 },
        },
      },
    ]);
  });

  it('knows the providers that every account has', async () => {
    const { ecs } = createGroupStage();

    const { capacityProviders } = await ecs.send(new DescribeCapacityProvidersCommand({}));

    expect(capacityProviders?.map(({ name }) => name)).toEqual(['FARGATE', 'FARGATE_SPOT']);
  });
});
