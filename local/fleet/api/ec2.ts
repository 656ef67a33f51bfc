import {
  type DescribeNetworkInterfacesRequest,
  type DescribeNetworkInterfacesResult,
  EC2ServiceException,
} from '@aws-sdk/client-ec2';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';

/** An interface is known only while it exists; one unknown id fails the whole call, as with EC2. */
export function describeNetworkInterfaces(
  world: World,
  input: DescribeNetworkInterfacesRequest,
): DescribeNetworkInterfacesResult {
  if (input.Filters !== undefined || input.NetworkInterfaceIds === undefined) {
    throw new Error('DescribeNetworkInterfaces: the simulated EC2 only looks up NetworkInterfaceIds');
  }
  return { NetworkInterfaces: input.NetworkInterfaceIds.map((id) => world.interfaces.get(id) ?? fail(id)) };
}

function fail(id: string): never {
  throw new EC2ServiceException({
    ...refusal(`The networkInterface ID '${id}' does not exist`),
    name: 'InvalidNetworkInterfaceID.NotFound',
    $fault: 'client',
  });
}
