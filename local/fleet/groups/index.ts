import type { Handler } from '../api/index.ts';
import type { World } from '../model.ts';
import { createRandom } from '../random.ts';
import { describeAutoScalingGroups, updateAutoScalingGroup } from './groups.ts';
import { launch } from './instances.ts';
import type { GroupModel } from './model.ts';

/** An Auto Scaling group to be: its instances are there from the start. */
export interface NewAutoScalingGroup {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  readonly tags?: Readonly<Record<string, string>>;
  /** Its instances are protected from scale-in. */
  readonly protectedFromScaleIn?: boolean;
  /** Launch, Terminate and others. */
  readonly suspended?: readonly string[];
}

export interface GroupScript {
  /** Gives the group's ARN. */
  createAutoScalingGroup(group: NewAutoScalingGroup): string;
}

/** Commands of EC2 Auto Scaling that the simulated account knows. */
export const AUTO_SCALING: Readonly<Record<string, Handler>> = {
  DescribeAutoScalingGroups: describeAutoScalingGroups,
  UpdateAutoScalingGroup: updateAutoScalingGroup,
};

export function groupScript(world: World): GroupScript {
  return { createAutoScalingGroup: (group) => addGroup(world, group) };
}

function addGroup(world: World, wanted: NewAutoScalingGroup): string {
  const { name, min, max, desired, tags = {}, suspended = [], protectedFromScaleIn = false } = wanted;
  const random = createRandom(world.seed, 'group', name);
  const arn = world.arns.autoScalingGroup(random.uuid(), name);
  const Tags = Object.entries(tags).map(([Key, Value]) => ({
    Key,
    Value,
    ResourceId: name,
    ResourceType: 'auto-scaling-group',
    PropagateAtLaunch: true,
  }));
  const group: GroupModel = {
    record: {
      AutoScalingGroupName: name,
      AutoScalingGroupARN: arn,
      MinSize: min,
      MaxSize: max,
      DesiredCapacity: desired,
      DefaultCooldown: 300,
      AvailabilityZones: ['a', 'b'].map((zone) => `${world.region}${zone}`),
      HealthCheckType: 'EC2',
      NewInstancesProtectedFromScaleIn: protectedFromScaleIn,
      CreatedTime: new Date(world.timeline.now()),
      SuspendedProcesses: suspended.map((ProcessName) => ({
        ProcessName,
        SuspensionReason: 'User suspended',
      })),
      Tags,
    },
    instances: [],
    random,
  };
  world.groups.set(name, group);
  for (let count = 0; count < desired; count++) launch(world, group, true);
  return arn;
}
