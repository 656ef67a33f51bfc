import { taskFamily } from '../domain/arn.ts';
import type { Container, TaskState } from '../domain/signal.ts';

/** SIGKILL and SIGTERM from outside: how containers end that are stopped along with the one that ended the task. */
const KILLED = 137;
const TERMINATED = 143;

/** Names that companions have in the wild: proxies, log routers, agents and the like. */
const COMPANION =
  /side-?car|proxy|envoy|agent|collector|otel|x-?ray|fluent|firelens|log[-_]?(?:router|shipper)|datadog|newrelic|istio|appmesh|linkerd|vault|exporter|service-connect|guardduty/i;
const GENERIC = /^(?:app|application|main|web|api|server|worker|job)$/i;

/** Which container ended the task. */
export interface Ending {
  readonly container?: Container;
  /** It was a companion, and the task's main container is known and is another one. */
  readonly byCompanion: boolean;
  /** A container that ended with an error while others never started. */
  readonly beforeOthers: boolean;
}

/**
 * Read from the exit codes, because the event does not say which containers are essential, and lists them in no
 * particular order (recordings are sorted by the random ids of the containers).
 */
export function endingOf(task: TaskState): Ending {
  const main = mainContainer(task);
  const container = enderOf(task, main);
  return {
    ...(container ? { container } : {}),
    byCompanion: main !== undefined && container !== main,
    beforeOthers: container !== undefined && isFailure(container) && othersNeverStarted(task),
  };
}

/** The container that the task is about: the only one, or the one whose name says so; undefined when unclear. */
export function mainContainer(task: TaskState): Container | undefined {
  const names = [task.service, task.taskDefinitionArn && taskFamily(task.taskDefinitionArn)];
  return (
    theOnly(task.containers) ??
    theOnly(task.containers.filter((one) => names.includes(one.name))) ??
    theOnly(task.containers.filter((one) => GENERIC.test(one.name))) ??
    theOnly(task.containers.filter((one) => !COMPANION.test(one.name)))
  );
}

/**
 * An error code beats a clean end, which beats being killed, which beats being told to stop. Two exceptions, both
 * for the main container: an end of its own always counts, and so does a job that finished with 0, since its
 * companions often answer the stop that follows with an error.
 */
function enderOf(task: TaskState, main: Container | undefined): Container | undefined {
  if (main && isFailure(main)) return main;
  if (main?.exitCode === 0 && !belongsToService(task)) return main;
  const failed = task.containers.find(isFailure);
  if (failed) return failed;
  if (main?.exitCode !== undefined && main.exitCode !== TERMINATED) return main;
  const others = task.containers.filter((one) => one !== main);
  return (
    [0, KILLED, TERMINATED].map((code) => others.find((one) => one.exitCode === code)).find(Boolean) ?? main
  );
}

/** Whether ECS keeps this task's number up by itself. */
export function belongsToService(task: TaskState): boolean {
  return task.service !== undefined || task.startedBy?.startsWith('ecs-svc/') === true;
}

function isFailure({ exitCode }: Container): boolean {
  return exitCode !== undefined && ![0, KILLED, TERMINATED].includes(exitCode);
}

/** A stopped task has no running containers, so one without an exit code never ran. */
function othersNeverStarted(task: TaskState): boolean {
  return task.lastStatus === 'STOPPED' && task.containers.some((one) => one.exitCode === undefined);
}

/** The one element of a list of one. */
export function theOnly<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
