import type {
  DeleteScheduledActionRequest,
  DescribeScheduledActionsRequest,
  DescribeScheduledActionsResponse,
  PutScheduledActionRequest,
} from '@aws-sdk/client-application-auto-scaling';
import type { World } from '../model.ts';
import { checkNamespace, invalid, notFound, page } from './errors.ts';

/**
 * Makes a scheduled action, or changes what is given of the one of that name; a start and an end that are not given go.
 * It is shown, but it does nothing when its time comes.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html
 */
export function putScheduledAction(world: World, input: PutScheduledActionRequest): object {
  checkNamespace(input);
  const { ResourceId = '', ScheduledActionName = '' } = input;
  const { targets, scheduled } = world.autoScaling;
  if (!targets.has(ResourceId)) throw notFound('scalable target', ResourceId);
  const index = indexOf(world, ResourceId, ScheduledActionName);
  const existing = scheduled[index];
  const Schedule = input.Schedule ?? existing?.Schedule;
  if (Schedule === undefined) throw invalid('Schedule must be specified');
  const action = {
    ...existing,
    ...input,
    ServiceNamespace: 'ecs' as const,
    ScheduledActionName,
    ResourceId,
    Schedule,
    StartTime: input.StartTime,
    EndTime: input.EndTime,
    ScheduledActionARN: world.arns.scheduledAction(ResourceId, ScheduledActionName),
    CreationTime: existing?.CreationTime ?? new Date(world.timeline.now()),
  };
  if (existing === undefined) scheduled.push(action);
  else scheduled[index] = action;
  return {};
}

export function deleteScheduledAction(world: World, input: DeleteScheduledActionRequest): object {
  checkNamespace(input);
  const { ResourceId = '', ScheduledActionName = '' } = input;
  const index = indexOf(world, ResourceId, ScheduledActionName);
  if (index < 0) throw notFound(`scheduled action ${ScheduledActionName}`, ResourceId);
  world.autoScaling.scheduled.splice(index, 1);
  return {};
}

export function describeScheduledActions(
  world: World,
  input: DescribeScheduledActionsRequest,
): DescribeScheduledActionsResponse {
  checkNamespace(input);
  const { ResourceId, ScheduledActionNames } = input;
  const wanted = world.autoScaling.scheduled.filter(
    (action) =>
      (ResourceId === undefined || action.ResourceId === ResourceId) &&
      (ScheduledActionNames?.includes(action.ScheduledActionName ?? '') ?? true),
  );
  const { items, next } = page(wanted, input);
  return { ScheduledActions: items, ...next };
}

function indexOf({ autoScaling }: World, resourceId: string, name: string): number {
  return autoScaling.scheduled.findIndex(
    (action) => action.ResourceId === resourceId && action.ScheduledActionName === name,
  );
}
