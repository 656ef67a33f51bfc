import {
  ClientException,
  type DescribeTaskDefinitionRequest,
  type DescribeTaskDefinitionResponse,
  type RegisterTaskDefinitionRequest,
  type RegisterTaskDefinitionResponse,
} from '@aws-sdk/client-ecs';
import { refusal } from '../errors.ts';
import { createLogGroup } from '../logs.ts';
import { findDefinition } from '../lookup.ts';
import type { World } from '../model.ts';

export function describeTaskDefinition(
  world: World,
  input: DescribeTaskDefinitionRequest,
): DescribeTaskDefinitionResponse {
  const definition = findDefinition(world, input.taskDefinition);
  if (definition === undefined) throw new ClientException(refusal('Unable to describe task definition.'));
  const withTags = input.include?.includes('TAGS') === true;
  return { taskDefinition: definition.record, ...(withTags && { tags: [...definition.tags] }) };
}

/** The next revision of its family. The log groups that it names exist from now on. */
export function registerTaskDefinition(
  world: World,
  input: RegisterTaskDefinitionRequest,
): RegisterTaskDefinitionResponse {
  const { tags, ...given } = input;
  const family = input.family ?? '';
  const revision = (world.revisions.get(family) ?? 0) + 1;
  const taskDefinitionArn = world.arns.taskDefinition(family, revision);
  const taskDefinition = {
    ...given,
    taskDefinitionArn,
    revision,
    status: 'ACTIVE' as const,
    compatibilities: input.requiresCompatibilities,
    registeredAt: new Date(world.timeline.now()),
    registeredBy: `arn:aws:iam::${world.account}:role/deployer`,
  };
  world.revisions.set(family, revision);
  world.definitions.set(taskDefinitionArn, { record: taskDefinition, tags: tags ?? [] });
  for (const { logConfiguration } of input.containerDefinitions ?? []) {
    const group = logConfiguration?.options?.['awslogs-group'];
    if (group !== undefined) createLogGroup(world, group);
  }
  return { taskDefinition, tags };
}
