import { sendServiceAction } from './events.ts';
import type { DefinitionModel, DeploymentModel, ServiceModel, TaskModel, World } from './model.ts';
import type { Census } from './service-census.ts';
import { takeNoteOf } from './service-failures.ts';
import { mostTasks } from './service-limits.ts';
import { listed, note } from './service-note.ts';
import { placeTask, type Refused, type TaskRequest } from './task.ts';
import { launchTask } from './task-life.ts';

/** Tasks that the scheduler starts for one service at a time, and how soon it starts more, in milliseconds. */
const STARTS_PER_LOOK = 10;
const NEXT_LOOK = 1500;

/** How often the scheduler asks again for capacity that was not there, in milliseconds. */
const CAPACITY_RETRY = [30_000, 90_000] as const;

/** Start what the PRIMARY deployment lacks, as far as there is room beside the old tasks. */
export function startMissing(
  world: World,
  service: ServiceModel,
  primary: DeploymentModel,
  { current, old }: Census,
): void {
  const desired = service.record.desiredCount ?? 0;
  const room = mostTasks(service) - current.length - old.length;
  const missing = Math.min(desired - current.length, room);
  if (missing <= 0 || primary.rolloutState === 'FAILED') return;
  if (service.retryAt > world.timeline.now()) {
    service.wake(service.retryAt);
    return;
  }
  const started: string[] = [];
  for (let count = 0; count < Math.min(missing, STARTS_PER_LOOK); count++) {
    const model = startTask(world, service, primary);
    if (model === undefined) break;
    started.push(model.id);
  }
  if (started.length > 0) note(world, service, `has started ${started.length} tasks: ${listed(started)}.`);
  if (missing > started.length) service.wake(Math.max(service.retryAt, world.timeline.now() + NEXT_LOOK));
}

/** Start one task of the PRIMARY deployment; undefined when there is no capacity, which is tried again later. */
function startTask(world: World, service: ServiceModel, primary: DeploymentModel): TaskModel | undefined {
  const definition = world.definitions.get(primary.taskDefinitionArn);
  if (definition === undefined) return undefined;
  const placed = placeTask(world, serviceTask(world, service, primary, definition));
  if (placed.type === 'refused') {
    reportNoCapacity(world, service, placed);
    return undefined;
  }
  launchTask(world, placed.model, primary.placement);
  return placed.model;
}

/** What a service asks for, each time. */
export function serviceTask(
  world: World,
  service: ServiceModel,
  deployment: DeploymentModel,
  definition: DefinitionModel,
): TaskRequest {
  return {
    cluster: service.cluster,
    definition,
    placement: deployment.placement,
    group: `service:${service.name}`,
    startedBy: deployment.id,
    tags: taskTags(service, definition.tags),
    service,
    deployment,
    changed: (model) => taskChanged(world, service, model),
  };
}

function reportNoCapacity(world: World, service: ServiceModel, refused: Refused): void {
  const { reason, capacityProvider } = refused;
  service.retryAt = world.timeline.now() + Math.round(service.random.between(...CAPACITY_RETRY));
  note(world, service, `was unable to place a task. Reason: ${reason}.`);
  sendServiceAction(world, service, 'ERROR', 'SERVICE_TASK_PLACEMENT_FAILURE', {
    ...(capacityProvider !== undefined && {
      capacityProviderArns: [world.arns.capacityProvider(capacityProvider)],
    }),
    reason,
  });
}

/** A task of this service moved. */
function taskChanged(world: World, service: ServiceModel, model: TaskModel): void {
  if (model.task.lastStatus === 'STOPPED') service.tasks.delete(model);
  if (model.task.lastStatus === 'RUNNING' && !model.ending) service.startFailures = 0;
  if (model.ending && !model.accounted) {
    model.accounted = true;
    takeNoteOf(world, service, model);
  }
  service.wake();
}

function taskTags(service: ServiceModel, ofDefinition: ServiceModel['tags']): ServiceModel['tags'] {
  if (service.record.propagateTags === 'SERVICE') return service.tags;
  return service.record.propagateTags === 'TASK_DEFINITION' ? ofDefinition : [];
}
