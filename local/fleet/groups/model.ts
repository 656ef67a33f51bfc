import type { AutoScalingGroup, Instance } from '@aws-sdk/client-auto-scaling';
import type { Random } from '../random.ts';

/** An Auto Scaling group of EC2 instances. */
export interface GroupModel {
  /** What DescribeAutoScalingGroups shows, but for its instances. */
  readonly record: AutoScalingGroup;
  readonly instances: InstanceModel[];
  readonly random: Random;
}

export interface InstanceModel {
  readonly record: Instance;
  readonly id: string;
}
