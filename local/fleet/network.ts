import type { AwsVpcConfiguration, KeyValuePair } from '@aws-sdk/client-ecs';
import type { TaskModel, World } from './model.ts';

const ZONES = ['a', 'b', 'c'] as const;

/** The attachment of an awsvpc task before it has an address: PRECREATED. */
export function reserveInterface(world: World, model: TaskModel, network: AwsVpcConfiguration): void {
  const { task, random } = model;
  const subnets = network.subnets ?? [];
  const index = Math.floor(random.next() * subnets.length);
  task.availabilityZone = `${world.region}${ZONES[index % ZONES.length] ?? 'a'}`;
  task.attachments = [
    {
      id: random.uuid(),
      type: 'ElasticNetworkInterface',
      status: 'PRECREATED',
      details: [{ name: 'subnetId', value: subnets[index] ?? '' }],
    },
  ];
}

/** The interface exists from now on, and DescribeNetworkInterfaces knows it. */
export function attachInterface(world: World, model: TaskModel, network: AwsVpcConfiguration): void {
  const attachment = model.task.attachments?.[0];
  if (attachment === undefined) return;
  const subnetId = detail(attachment.details, 'subnetId') ?? '';
  const { id, mac, address } = newAddress(model);
  const privateDnsName = `ip-${address.replaceAll('.', '-')}.${world.region}.compute.internal`;
  attachment.status = 'ATTACHED';
  attachment.details = [
    { name: 'subnetId', value: subnetId },
    { name: 'networkInterfaceId', value: id },
    { name: 'macAddress', value: mac },
    { name: 'privateDnsName', value: privateDnsName },
    { name: 'privateIPv4Address', value: address },
  ];
  for (const container of model.task.containers ?? []) {
    container.networkInterfaces = [{ attachmentId: attachment.id, privateIpv4Address: address }];
  }
  world.interfaces.set(id, {
    NetworkInterfaceId: id,
    SubnetId: subnetId,
    AvailabilityZone: model.task.availabilityZone,
    Description: model.task.attachments?.[0]?.id,
    Groups: (network.securityGroups ?? []).map((GroupId) => ({ GroupId })),
    InterfaceType: 'interface',
    MacAddress: mac,
    OwnerId: world.account,
    PrivateDnsName: privateDnsName,
    PrivateIpAddress: address,
    RequesterManaged: true,
    Status: 'in-use',
    ...(network.assignPublicIp === 'ENABLED' && { Association: { PublicIp: publicAddress(model) } }),
  });
}

/** The interface is gone with the task; the event still names it. */
export function deleteInterface(world: World, model: TaskModel): void {
  const attachment = model.task.attachments?.[0];
  if (attachment === undefined) return;
  attachment.status = 'DELETED';
  world.interfaces.delete(detail(attachment.details, 'networkInterfaceId') ?? '');
}

function detail(details: readonly KeyValuePair[] | undefined, name: string): string | undefined {
  return details?.find((pair) => pair.name === name)?.value;
}

function newAddress({ random }: TaskModel): { id: string; mac: string; address: string } {
  const octet = () => Math.floor(random.between(4, 250));
  const mac = ['02', ...Array.from({ length: 5 }, () => random.hex(2))].join(':');
  return { id: `eni-0${random.hex(16)}`, mac, address: `10.0.${octet()}.${octet()}` };
}

/** From the block that is kept for documentation (RFC 5737). */
function publicAddress({ random }: TaskModel): string {
  return `203.0.113.${Math.floor(random.between(1, 255))}`;
}
