import {
  type CapacityProvider as AwsCapacityProvider,
  type ManagedScaling as AwsManagedScaling,
  DescribeCapacityProvidersCommand,
  type DescribeCapacityProvidersCommandInput,
  type ECSClient,
} from '@aws-sdk/client-ecs';
import type { CapacityProvider, ManagedScaling } from '../../domain/scaling.ts';
import { allPages } from '../pages.ts';
import { need, onlyMissing, type Reading, read } from '../read.ts';
import { tagsOf } from '../shapes.ts';

/** The most that one page takes. */
const PER_PAGE = 10;

/** What ECS takes for a field that nobody set: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedScaling.html */
const USUAL = { targetCapacity: 100, minStep: 1, maxStep: 10_000 };

/** Undefined when there is no such provider, or it has no Auto Scaling group, as Fargate's have none. */
export async function readCapacityProvider(
  ecs: ECSClient,
  name: string,
): Promise<CapacityProvider | undefined> {
  const found = await readProviders(ecs, `the capacity provider "${name}"`, { capacityProviders: [name] });
  return found.find((provider) => provider.name === name);
}

/** All that have an Auto Scaling group. */
export function readCapacityProviders(ecs: ECSClient): Promise<readonly CapacityProvider[]> {
  return readProviders(ecs, 'the capacity providers', { maxResults: PER_PAGE });
}

async function readProviders(
  ecs: ECSClient,
  what: string,
  which: Partial<DescribeCapacityProvidersCommandInput>,
): Promise<readonly CapacityProvider[]> {
  const reading = { action: 'ecs:DescribeCapacityProviders', what };
  const found = await read(reading, () =>
    allPages(async (nextToken) => {
      const input = { ...which, include: ['TAGS' as const], nextToken };
      const page = await ecs.send(new DescribeCapacityProvidersCommand(input));
      onlyMissing(page.failures, reading);
      return { items: page.capacityProviders, next: page.nextToken };
    }),
  );
  return found.flatMap((provider) => providerFrom(provider, reading));
}

function providerFrom(provider: AwsCapacityProvider, reading: Reading): readonly CapacityProvider[] {
  const group = provider.autoScalingGroupProvider;
  if (!group) return [];
  return [
    {
      arn: need(provider.capacityProviderArn, 'capacityProviderArn', reading),
      name: need(provider.name, 'name', reading),
      status: need(provider.status, 'status', reading),
      autoScalingGroupArn: need(group.autoScalingGroupArn, 'autoScalingGroupArn', reading),
      managedScaling: managedScalingFrom(group.managedScaling),
      tags: tagsOf(provider.tags),
    },
  ];
}

function managedScalingFrom(managed: AwsManagedScaling | undefined): ManagedScaling {
  const warmup = managed?.instanceWarmupPeriod;
  return {
    enabled: managed?.status === 'ENABLED',
    targetCapacity: managed?.targetCapacity ?? USUAL.targetCapacity,
    minStep: managed?.minimumScalingStepSize ?? USUAL.minStep,
    maxStep: managed?.maximumScalingStepSize ?? USUAL.maxStep,
    ...(warmup !== undefined && { warmupSeconds: warmup }),
  };
}
