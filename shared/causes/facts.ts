import type { TaskState } from '../domain/signal.ts';
import { belongsToService, endingOf } from './ending.ts';
import type { StopFacts } from './rule.ts';

/** Reasons beyond this are not read: they would cost time, and the telling part comes first. */
const TEXT_CAP = 16_000;
const REASON_CAP = 4_000;

/** What the rules look at, read from the task once. */
export function factsOf(task: TaskState): StopFacts {
  const reasons = [task.stoppedReason, ...task.containers.map((container) => container.reason)];
  const lines = reasons.flatMap((reason) => (reason === undefined ? [] : [reason.slice(0, REASON_CAP)]));
  return {
    task,
    stopCode: task.stopCode ?? '',
    text: lines.join('\n').slice(0, TEXT_CAP),
    ofService: belongsToService(task),
    ending: endingOf(task),
  };
}
