import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { LogLine, TaskModel, World } from './model.ts';

/** Lines that a container writes in one go are this many milliseconds apart. */
const LINE_GAP = 40;

/** Make the streams of a task's containers, as the `awslogs` driver does when they start. */
export function openStreams(world: World, model: TaskModel): void {
  for (const definition of model.definition.containerDefinitions ?? []) {
    const log = logPlace(definition, model.id);
    if (log !== undefined) streamOf(world, log.group, log.stream);
  }
}

/** Write as a container of this task does, the last line now. Without the `awslogs` driver nothing is kept. */
export function writeContainerLines(
  world: World,
  model: TaskModel,
  container: string,
  lines: readonly string[],
): void {
  const definition = model.definition.containerDefinitions?.find(({ name }) => name === container);
  const log = definition === undefined ? undefined : logPlace(definition, model.id);
  if (log !== undefined) writeLines(world, log.group, log.stream, lines);
}

/** Append to a stream, the last line at the present moment; group and stream are made as needed. */
export function writeLines(world: World, group: string, stream: string, lines: readonly string[]): void {
  const kept = streamOf(world, group, stream);
  const newest = kept.at(-1)?.timestamp ?? 0;
  const first = world.timeline.now() - (lines.length - 1) * LINE_GAP;
  for (const [index, message] of lines.entries()) {
    kept.push({ timestamp: Math.max(newest, first + index * LINE_GAP), message });
  }
}

/** A log group exists before anything is written to it. */
export function createLogGroup(world: World, group: string): Map<string, LogLine[]> {
  const existing = world.logs.get(group);
  if (existing !== undefined) return existing;
  const streams = new Map<string, LogLine[]>();
  world.logs.set(group, streams);
  return streams;
}

/** Stream name: `<prefix>/<container>/<task id>`, as the ECS developer guide says of `awslogs-stream-prefix`. */
function logPlace(
  definition: ContainerDefinition,
  taskId: string,
): { group: string; stream: string } | undefined {
  const log = definition.logConfiguration;
  const group = log?.options?.['awslogs-group'];
  const prefix = log?.options?.['awslogs-stream-prefix'];
  if (log?.logDriver !== 'awslogs' || group === undefined || prefix === undefined) return undefined;
  return { group, stream: `${prefix}/${definition.name ?? ''}/${taskId}` };
}

function streamOf(world: World, group: string, stream: string): LogLine[] {
  const streams = createLogGroup(world, group);
  const existing = streams.get(stream);
  if (existing !== undefined) return existing;
  const lines: LogLine[] = [];
  streams.set(stream, lines);
  return lines;
}
