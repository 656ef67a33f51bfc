import type { Json } from '../../domain/json.ts';
import type { FailedTask } from './rerun-facts.ts';

type JsonObject = { readonly [key: string]: Json | undefined };

/**
 * RunTask overrides that give the container that ran out of memory `percent` more than it had. On Fargate a
 * container cannot get more than the task has, so a larger value also raises the task's memory.
 */
export function withMoreMemory(failed: FailedTask, percent: number): Json {
  const overrides = isObject(failed.task.overrides) ? failed.task.overrides : {};
  const killed = failed.task.containers.find(({ reason }) => /out ?of ?memory/i.test(reason ?? ''));
  const name = killed?.name ?? failed.task.containers[0]?.name;
  const containers = Array.isArray(overrides.containerOverrides) ? overrides.containerOverrides : [];
  const before = containers.filter(isObject).find((one) => one.name === name);
  const had = Number(before?.memory ?? failed.memory[name ?? ''] ?? failed.task.memory);
  if (!name || !Number.isFinite(had) || had <= 0) return overrides;
  const memory = Math.ceil((had * (100 + percent)) / 100);
  const others = containers.filter((one) => !isObject(one) || one.name !== name);
  return {
    ...overrides,
    ...taskMemory(failed, memory),
    containerOverrides: [...others, { ...before, name, memory }],
  };
}

/** Fargate's sizes go in steps of 1 GiB above 2 GiB; the next one that is enough. */
function taskMemory({ task }: FailedTask, memory: number): JsonObject {
  const has = Number(task.memory);
  if (!Number.isFinite(has) || memory <= has) return {};
  return { memory: String(Math.ceil(memory / 1024) * 1024) };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
