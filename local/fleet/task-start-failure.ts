import { abandonContainers } from './containers.ts';
import type { TaskModel, World } from './model.ts';
import { beginEnd, deprovision } from './task-end.ts';

const NO_SECRET =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval ' +
  'failed: unable to retrieve secret from asm: service call has been retried 1 time(s): ';

/** What ECS says of a task that cannot start; undefined when it can. The wording is AWS's. */
export function startFailureReason({ failure, definition }: TaskModel): string | undefined {
  switch (failure?.kind) {
    case 'secret-key-missing': {
      const read = failure.secretArn
        ? `failed to fetch secret ${failure.secretArn} from secrets manager: `
        : '';
      return `${NO_SECRET}${read}retrieved secret from Secrets Manager did not contain json key ${failure.key}`;
    }
    case 'image-not-found':
      return imageNotFound(failure.image ?? definition.containerDefinitions?.[0]?.image ?? '');
    case 'start-failure':
      return failure.stoppedReason;
    default:
      return undefined;
  }
}

/** It never ran: its containers have no exit code. */
export function failStart(world: World, model: TaskModel, stoppedReason: string): void {
  if (!beginEnd(world, model, 'TaskFailedToStart', stoppedReason)) return;
  abandonContainers(model, model.failure?.kind === 'image-not-found' ? stoppedReason : undefined);
  deprovision(world, model);
}

function imageNotFound(image: string): string {
  const full = image.includes('/') ? image : `docker.io/library/${image}`;
  return `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${full}: ${full}: not found`;
}
