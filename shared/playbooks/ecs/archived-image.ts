import type { Cause } from '../../domain/cause.ts';
import type { TaskState } from '../../domain/signal.ts';

const PINNED = /^.{1,600}@sha256:[0-9a-f]{64}/;

/**
 * The image that a task could not pull; undefined when nothing names it. With its digest where ECS says that: tasks
 * of a service stay on the digest that its deployment began with, whatever the tag stands for by now.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
 */
export function archivedImage(task: TaskState, { subject }: Cause): string | undefined {
  if (subject === undefined) return undefined;
  const reasons = [task.stoppedReason, ...task.containers.map(({ reason }) => reason)];
  const words = reasons.flatMap((reason) => reason?.split(/[\s'",]+/) ?? []);
  const pinned = words.find((word) => word.startsWith(`${subject}@sha256:`));
  return pinned?.match(PINNED)?.[0] ?? subject;
}
