import type { Failure } from './behaviour.ts';
import { mainContainer } from './containers.ts';
import { writeContainerLines } from './logs.ts';
import type { TaskModel, World } from './model.ts';
import { endByExit, endByRequest, endBySpot } from './task-end.ts';

/** What the agent reports of a container that the kernel killed. */
const OUT_OF_MEMORY = 'OutOfMemoryError: Container killed due to memory usage';

/** Let a failure happen to a running task now. Failures of the start have no effect on it. */
export function strike(world: World, model: TaskModel, failure: Failure): void {
  if (model.ending || model.task.lastStatus !== 'RUNNING') return;
  switch (failure.kind) {
    case 'exit':
      exit(world, model, failure, { exitCode: failure.exitCode, reason: failure.reason });
      break;
    case 'out-of-memory':
      exit(world, model, failure, { exitCode: 137, reason: OUT_OF_MEMORY });
      break;
    case 'health-check':
      endByRequest(world, model, 'ServiceSchedulerInitiated', healthCheckReason(model));
      break;
    case 'spot-interruption':
      endBySpot(world, model);
      break;
    case 'stopped':
      endByRequest(world, model, failure.stopCode, failure.stoppedReason, failure.exitCode);
      break;
  }
}

/** The text that the scheduler stops an unhealthy task with. */
function healthCheckReason(model: TaskModel): string {
  return `Task failed ELB health checks in (target-group ${model.targetGroup ?? 'unknown'})`;
}

function exit(
  world: World,
  model: TaskModel,
  failure: Extract<Failure, { kind: 'exit' | 'out-of-memory' }>,
  end: { exitCode: number; reason?: string | undefined },
): void {
  const container = failure.container ?? mainContainer(model.definition);
  writeContainerLines(world, model, container, failure.logLines ?? []);
  endByExit(world, model, container, end);
}
