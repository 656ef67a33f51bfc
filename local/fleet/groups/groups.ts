import {
  AutoScalingServiceException,
  type DescribeAutoScalingGroupsCommandInput,
  type DescribeAutoScalingGroupsCommandOutput,
  InvalidNextToken,
  type UpdateAutoScalingGroupCommandInput,
} from '@aws-sdk/client-auto-scaling';
import { pageOf } from '../api/paging.ts';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { fill } from './instances.ts';

type Described = Omit<DescribeAutoScalingGroupsCommandOutput, '$metadata'>;

/** Groups that do not exist are left out of the answer. */
export function describeAutoScalingGroups(
  world: World,
  input: DescribeAutoScalingGroupsCommandInput,
): Described {
  const { AutoScalingGroupNames, MaxRecords = 50, NextToken } = input;
  if (MaxRecords < 1 || MaxRecords > 100) throw invalid('MaxRecords must be between 1 and 100');
  const wanted = [...world.groups.values()].filter(
    ({ record }) => AutoScalingGroupNames?.includes(record.AutoScalingGroupName ?? '') ?? true,
  );
  const bad = () => new InvalidNextToken(refusal('The token is not valid'));
  const { items, nextToken } = pageOf(wanted, NextToken, MaxRecords, bad);
  return {
    AutoScalingGroups: items.map(({ record, instances }) => ({
      ...record,
      Instances: instances.map((instance) => instance.record),
    })),
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
}

/**
 * A desired capacity outside of the bounds is refused; new bounds without one move it into them:
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_UpdateAutoScalingGroup.html
 */
export function updateAutoScalingGroup(world: World, input: UpdateAutoScalingGroupCommandInput): object {
  const group = world.groups.get(input.AutoScalingGroupName ?? '');
  if (group === undefined) throw invalid(`AutoScalingGroup name not found - null`);
  const { record } = group;
  const { MinSize = record.MinSize ?? 0, MaxSize = record.MaxSize ?? 0 } = input;
  if (MinSize > MaxSize) {
    throw invalid(`Max bound, ${MaxSize}, must be greater than or equal to min bound, ${MinSize}`);
  }
  const inside = Math.min(Math.max(record.DesiredCapacity ?? 0, MinSize), MaxSize);
  const { DesiredCapacity = inside } = input;
  if (DesiredCapacity < MinSize || DesiredCapacity > MaxSize) {
    throw invalid(
      `Desired capacity:${DesiredCapacity} must be between the specified min size:${MinSize} and max size:${MaxSize}`,
    );
  }
  Object.assign(record, { MinSize, MaxSize, DesiredCapacity });
  fill(world, group);
  return {};
}

function invalid(message: string): AutoScalingServiceException {
  return new AutoScalingServiceException({ ...refusal(message), name: 'ValidationError', $fault: 'client' });
}
