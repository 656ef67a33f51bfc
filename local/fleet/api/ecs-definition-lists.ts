import type {
  ListTaskDefinitionFamiliesRequest,
  ListTaskDefinitionFamiliesResponse,
  ListTaskDefinitionsRequest,
  ListTaskDefinitionsResponse,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import type { World } from '../model.ts';
import { ecsPage } from './ecs-input.ts';

/** In no order that is promised. An ACTIVE family has an active revision. */
export function listTaskDefinitionFamilies(
  world: World,
  input: ListTaskDefinitionFamiliesRequest,
): ListTaskDefinitionFamiliesResponse {
  const families = [...world.revisions.keys()].filter((family) => {
    if (!family.startsWith(input.familyPrefix ?? '')) return false;
    const active = definitions(world).some((one) => one.family === family && one.status === 'ACTIVE');
    return input.status === undefined || input.status === 'ALL' || active === (input.status === 'ACTIVE');
  });
  const { items, ...next } = ecsPage(families, input, 100);
  return { families: items, ...next };
}

/** By family and revision, oldest first unless the caller asks for DESC. `familyPrefix` is a whole family's name. */
export function listTaskDefinitions(
  world: World,
  input: ListTaskDefinitionsRequest,
): ListTaskDefinitionsResponse {
  const wanted = definitions(world)
    .filter(({ family }) => input.familyPrefix === undefined || family === input.familyPrefix)
    .filter(({ status }) => status === (input.status ?? 'ACTIVE'))
    .sort(byRevision);
  const { items, ...next } = ecsPage(input.sort === 'DESC' ? wanted.reverse() : wanted, input, 100);
  return { taskDefinitionArns: items.map(({ taskDefinitionArn }) => taskDefinitionArn ?? ''), ...next };
}

function definitions(world: World): TaskDefinition[] {
  return [...world.definitions.values()].map(({ record }) => record);
}

function byRevision(a: TaskDefinition, b: TaskDefinition): number {
  return (a.family ?? '').localeCompare(b.family ?? '') || (a.revision ?? 0) - (b.revision ?? 0);
}
