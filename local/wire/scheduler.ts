import type { Protocol } from './message.ts';
import { restJson } from './rest.ts';

/** EventBridge Scheduler: `GroupName` has another name in each of its paths. */
export const SCHEDULER: Protocol = restJson('Scheduler', [
  {
    command: 'GetSchedule',
    method: 'GET',
    path: /^\/schedules\/(?<Name>[^/]+)$/,
    input: ({ labels, query }) => ({ ...labels, GroupName: query.groupName }),
  },
  {
    command: 'ListSchedules',
    method: 'GET',
    path: /^\/schedules$/,
    input: ({ query: { ScheduleGroup, MaxResults, ...others } }) => ({
      ...others,
      GroupName: ScheduleGroup,
      ...(MaxResults !== undefined && { MaxResults: Number(MaxResults) }),
    }),
  },
]);
