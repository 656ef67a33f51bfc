import {
  type AutoScalingClient,
  type AutoScalingGroup as AwsAutoScalingGroup,
  DescribeAutoScalingGroupsCommand,
} from '@aws-sdk/client-auto-scaling';
import type { AutoScalingGroup } from '../../domain/scaling.ts';
import { allPages } from '../pages.ts';
import { need, type Reading, read } from '../read.ts';

/** The most that one page takes. */
const PER_PAGE = 100;

/** Undefined when there is no such group, or it is being deleted. */
export async function readAutoScalingGroup(
  autoScaling: AutoScalingClient,
  name: string,
): Promise<AutoScalingGroup | undefined> {
  const found = await readGroups(autoScaling, `the Auto Scaling group "${name}"`, [name]);
  return found.find((group) => group.name === name);
}

export function readAutoScalingGroups(autoScaling: AutoScalingClient): Promise<readonly AutoScalingGroup[]> {
  return readGroups(autoScaling, 'the Auto Scaling groups');
}

async function readGroups(autoScaling: AutoScalingClient, what: string, names?: string[]) {
  const reading = { action: 'autoscaling:DescribeAutoScalingGroups', what };
  const input = { MaxRecords: PER_PAGE, ...(names && { AutoScalingGroupNames: names }) };
  const found = await read(reading, () =>
    allPages(async (NextToken) => {
      const page = await autoScaling.send(new DescribeAutoScalingGroupsCommand({ ...input, NextToken }));
      const items = need(page.AutoScalingGroups, 'AutoScalingGroups', reading);
      return { items, next: page.NextToken };
    }),
  );
  // A group has a status only while it is being deleted.
  return found.filter(({ Status }) => Status === undefined).map((group) => groupFrom(group, reading));
}

function groupFrom(group: AwsAutoScalingGroup, reading: Reading): AutoScalingGroup {
  const inService = (group.Instances ?? []).filter(({ LifecycleState }) => LifecycleState === 'InService');
  return {
    arn: need(group.AutoScalingGroupARN, 'AutoScalingGroupARN', reading),
    name: need(group.AutoScalingGroupName, 'AutoScalingGroupName', reading),
    min: need(group.MinSize, 'MinSize', reading),
    max: need(group.MaxSize, 'MaxSize', reading),
    desired: need(group.DesiredCapacity, 'DesiredCapacity', reading),
    inService: inService.length,
    protectedFromScaleIn: inService.filter(({ ProtectedFromScaleIn }) => ProtectedFromScaleIn).length,
    suspended: (group.SuspendedProcesses ?? []).flatMap(({ ProcessName }) => ProcessName ?? []),
    tags: Object.fromEntries((group.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
  };
}
