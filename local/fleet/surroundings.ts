import type { Target } from '@aws-sdk/client-eventbridge';
import type { GetScheduleOutput } from '@aws-sdk/client-scheduler';
import { writeLines } from './logs.ts';
import type { World } from './model.ts';
import { fireRule, fireSchedule, scheduleKey, scheduleRecord } from './scheduled.ts';
import { startedTasks } from './tasks.ts';

/** What stands around a fleet: what starts its tasks, its parameters and its logs. */
export interface Surroundings {
  /** An EventBridge rule with its targets, `bus/name` or a name on the bus `default`, and what happens when its time comes. */
  putRule(name: string, targets: readonly Target[]): void;
  fireRule(name: string): readonly string[];
  /** A schedule of EventBridge Scheduler: `group/name`, or a name in the group `default`. */
  putSchedule(name: string, target: NonNullable<GetScheduleOutput['Target']>): void;
  fireSchedule(name: string): readonly string[];

  putParameter(name: string, value: string, type?: 'String' | 'SecureString'): void;
  deleteParameter(name: string): void;
  putLogLines(group: string, stream: string, lines: readonly string[]): void;
}

export function surroundings(world: World): Surroundings {
  return {
    putRule: (name, targets) => {
      world.rules.set(name, structuredClone([...targets]));
    },
    fireRule: (name) => startedTasks(fireRule(world, name)),
    putSchedule: (name, target) => {
      world.schedules.set(scheduleKey(name), scheduleRecord(world, name, structuredClone(target)));
    },
    fireSchedule: (name) => startedTasks(fireSchedule(world, name)),
    putParameter: (name, value, type = 'String') => putParameter(world, name, value, type),
    deleteParameter: (name) => {
      world.parameters.delete(name);
    },
    putLogLines: (group, stream, lines) => writeLines(world, group, stream, lines),
  };
}

function putParameter(world: World, name: string, value: string, type: 'String' | 'SecureString'): void {
  world.parameters.set(name, {
    Name: name,
    Type: type,
    Value: value,
    Version: (world.parameters.get(name)?.Version ?? 0) + 1,
    LastModifiedDate: new Date(world.timeline.now()),
    ARN: world.arns.parameter(name),
    DataType: 'text',
  });
}
