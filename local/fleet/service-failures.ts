import { checkBreaker } from './circuit-breaker.ts';
import { sendServiceAction } from './events.ts';
import type { ServiceModel, TaskModel, World } from './model.ts';
import { note } from './service-note.ts';

/** The scheduler's longest pause between tries, in seconds: 27 minutes. */
const LONGEST_PAUSE = 27 * 60;

/** Tries that may fail before the scheduler slows down. */
const FREE_ROUNDS = 3;

/**
 * A task of a service is ending: count it against its deployment, slow down if it never ran, and see whether the
 * circuit breaker has had enough.
 */
export function takeNoteOf(world: World, service: ServiceModel, model: TaskModel): void {
  if (!failedByItself(model)) return;
  const primary = service.deployments[0];
  if (model.task.startedAt === undefined) slowDown(world, service);
  if (primary === undefined || model.deployment !== primary) return;
  primary.failedTasks += 1;
  checkBreaker(world, service, primary);
}

/** Scale-ins, StopTask and reclaimed capacity are nobody's failure; failed health checks are. */
function failedByItself({ task }: TaskModel): boolean {
  if (task.stopCode === 'ServiceSchedulerInitiated')
    return task.stoppedReason?.startsWith('Task failed') === true;
  return task.stopCode === 'TaskFailedToStart' || task.stopCode === 'EssentialContainerExited';
}

/**
 * Tasks that go from PENDING to STOPPED make the scheduler wait twice as long after each round, up to 27 minutes,
 * for ever; a new deployment or a task that runs resets it. Tasks that stop after RUNNING do not slow it down.
 */
function slowDown(world: World, service: ServiceModel): void {
  service.startFailures += 1;
  const desired = Math.max(1, service.record.desiredCount ?? 0);
  const rounds = service.startFailures / desired;
  if (rounds < FREE_ROUNDS || !Number.isInteger(rounds)) return;
  const pause = Math.min(LONGEST_PAUSE, 15 * 2 ** (rounds - FREE_ROUNDS));
  service.retryAt = world.timeline.now() + Math.round(pause * 1000 * service.random.between(0.9, 1));
  note(
    world,
    service,
    'is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.',
  );
  sendServiceAction(world, service, 'WARN', 'SERVICE_TASK_START_IMPAIRED');
}
