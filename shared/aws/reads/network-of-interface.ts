import { DescribeNetworkInterfacesCommand, type EC2Client } from '@aws-sdk/client-ec2';
import type { NetworkConfiguration } from '../../domain/fleet-action.ts';
import { hasName } from '../failures.ts';
import { need, read } from '../read.ts';

/**
 * The one subnet, the security groups and whether there is a public address. `undefined` once the interface is
 * gone: ECS deletes it as the task stops.
 */
export async function readNetworkOfInterface(
  ec2: EC2Client,
  id: string,
): Promise<NetworkConfiguration | undefined> {
  const reading = { action: 'ec2:DescribeNetworkInterfaces', what: `network interface ${id}` };
  return read(reading, async () => {
    const found = await describe(ec2, id);
    if (!found) return undefined;
    return {
      subnets: [need(found.SubnetId, 'SubnetId', reading)],
      securityGroups: (found.Groups ?? []).map((group) => need(group.GroupId, 'Groups[].GroupId', reading)),
      assignPublicIp: found.Association?.PublicIp ? 'ENABLED' : 'DISABLED',
    };
  });
}

async function describe(ec2: EC2Client, id: string) {
  try {
    const found = await ec2.send(new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [id] }));
    return found.NetworkInterfaces?.[0];
  } catch (error) {
    if (hasName(error, 'InvalidNetworkInterfaceID.NotFound')) return undefined;
    throw error;
  }
}
