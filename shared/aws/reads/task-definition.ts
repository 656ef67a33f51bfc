import {
  DescribeTaskDefinitionCommand,
  type ECSClient,
  type ContainerDefinition as EcsContainerDefinition,
  type LogConfiguration,
} from '@aws-sdk/client-ecs';
import type { ContainerDefinition, LogTarget, TaskDefinition } from '../../domain/fleet.ts';
import { errorText, hasName } from '../failures.ts';
import { need, type Reading, read } from '../read.ts';
import { iso, tagsOf } from '../shapes.ts';

/** DescribeTaskDefinition with tags; `undefined` when it does not exist. */
export async function readTaskDefinition(ecs: ECSClient, arn: string): Promise<TaskDefinition | undefined> {
  const reading = { action: 'ecs:DescribeTaskDefinition', what: `task definition ${arn}` };
  return read(reading, async () => {
    const found = await describe(ecs, arn);
    if (!found) return undefined;
    const definition = need(found.taskDefinition, 'taskDefinition', reading);
    const { networkMode, registeredBy, registeredAt } = definition;
    return {
      taskDefinitionArn: need(definition.taskDefinitionArn, 'taskDefinitionArn', reading),
      status: need(definition.status, 'status', reading),
      containers: need(definition.containerDefinitions, 'containerDefinitions', reading).map((container) =>
        containerFrom(container, reading),
      ),
      tags: tagsOf(found.tags),
      ...(networkMode && { networkMode }),
      ...(registeredBy && { registeredBy }),
      ...(registeredAt && { registeredAt: iso(registeredAt) }),
    };
  });
}

/** ECS has no error of its own for a definition that does not exist: a ClientException says so in words. */
async function describe(ecs: ECSClient, taskDefinition: string) {
  try {
    return await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] }));
  } catch (error) {
    const unknown = /unable to describe task definition|does not exist/i.test(errorText(error));
    if (hasName(error, 'ClientException') && unknown) return undefined;
    throw error;
  }
}

function containerFrom(container: EcsContainerDefinition, reading: Reading): ContainerDefinition {
  const log = logFrom(container.logConfiguration);
  const secrets = container.secrets?.flatMap(({ valueFrom }) => valueFrom ?? []);
  return {
    name: need(container.name, 'containerDefinitions[].name', reading),
    image: need(container.image, 'containerDefinitions[].image', reading),
    // ECS's default: the task ends with the container.
    essential: container.essential ?? true,
    ...(container.memory && { memory: container.memory }),
    ...(log && { log }),
    ...(secrets && { secrets }),
  };
}

/** Only `awslogs` with a stream prefix can be found again: without one the stream is named by Docker. */
function logFrom(log: LogConfiguration | undefined): LogTarget | undefined {
  if (log?.logDriver !== 'awslogs') return undefined;
  const group = log.options?.['awslogs-group'];
  const region = log.options?.['awslogs-region'];
  const streamPrefix = log.options?.['awslogs-stream-prefix'];
  return group && region && streamPrefix ? { group, region, streamPrefix } : undefined;
}
