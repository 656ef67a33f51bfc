import {
  type GetScheduleInput,
  type GetScheduleOutput,
  type ListSchedulesInput,
  type ListSchedulesOutput,
  ResourceNotFoundException,
  ValidationException,
} from '@aws-sdk/client-scheduler';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { pageOf } from './paging.ts';

export function getSchedule(world: World, input: GetScheduleInput): GetScheduleOutput {
  const schedule = world.schedules.get(`${input.GroupName ?? 'default'}/${input.Name}`);
  if (schedule !== undefined) return schedule;
  const Message = `Schedule ${input.Name} does not exist.`;
  throw new ResourceNotFoundException({ ...refusal(Message, 404), Message });
}

/** In all groups, unless one is named. */
export function listSchedules(world: World, input: ListSchedulesInput): ListSchedulesOutput {
  const wanted = [...world.schedules.values()].filter(
    ({ Name, GroupName, State }) =>
      (Name ?? '').startsWith(input.NamePrefix ?? '') &&
      (input.GroupName === undefined || input.GroupName === GroupName) &&
      (input.State === undefined || input.State === State),
  );
  const Message = 'Invalid NextToken';
  const bad = () => new ValidationException({ ...refusal(Message), Message });
  const { items, nextToken } = pageOf(wanted, input.NextToken, input.MaxResults ?? 100, bad);
  const Schedules = items.map(({ Arn, GroupName, Name, State, Target }) => ({
    Arn,
    GroupName,
    Name,
    State,
    Target: { Arn: Target?.Arn },
  }));
  return { Schedules, ...(nextToken !== undefined && { NextToken: nextToken }) };
}
