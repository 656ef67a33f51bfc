import { DescribeSecurityGroupsCommand, DescribeSubnetsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import type { NetworkConfiguration } from '../../shared/domain/fleet-action.ts';

/** A subnet and a security group of the VPC that every account has from the start. */
export async function defaultNetwork(ec2: EC2Client): Promise<NetworkConfiguration> {
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand({}));
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  return {
    subnets: [Subnets?.[0]?.SubnetId ?? ''],
    securityGroups: [SecurityGroups?.[0]?.GroupId ?? ''],
    assignPublicIp: 'ENABLED',
  };
}
