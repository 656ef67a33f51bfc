import { causeOf } from '../../shared/causes/index.ts';
import { shortTaskDefinition } from '../../shared/domain/arn.ts';
import { isTaskSignal, type Signal } from '../../shared/domain/signal.ts';
import { isScan } from './scan-from-event.ts';
import { DESIRED, previousRevision, RUNNING, serviceFromEvent } from './service-from-event.ts';

/** What the event does not tell and `explain` takes for granted: reality may decide otherwise. */
export function assumptionsOf(signal: Signal): readonly string[] {
  if (isScan(signal)) return ['one service runs the image, and all that uses images can be read'];
  const service = serviceFromEvent(signal);
  const aboutTarget = service
    ? [history(signal, service.taskDefinitionArn), `${RUNNING} of ${DESIRED} tasks runs`]
    : ['its task definition is active', 'its rule, schedule or interface tells its security groups'];
  return [
    ...aboutTarget,
    ...aboutImage(signal),
    'no tag, budget, kill switch or other failing service stands in the way',
  ];
}

function aboutImage(signal: Signal): readonly string[] {
  const cause = isTaskSignal(signal) ? causeOf(signal.task) : null;
  return cause?.code === 'image-archived'
    ? ['its image is one, not a list of several, and still archived']
    : [];
}

/** The last revision that was steady decides where a rollback goes. */
function history(signal: Signal, taskDefinitionArn: string): string {
  const current = isTaskSignal(signal) ? signal.task.taskDefinition : undefined;
  if (current === undefined) return 'no revision is known, since the event names none';
  const before = previousRevision(taskDefinitionArn);
  return before === undefined
    ? `${current} is the first revision`
    : `before ${current}, ${shortTaskDefinition(before)} was steady`;
}
