import {
  GetScheduleCommand,
  ListSchedulesCommand,
  type SchedulerClient,
  type ScheduleSummary,
  type Target,
} from '@aws-sdk/client-scheduler';
import { parseArn } from '../../domain/arn.ts';
import { ReadError } from '../../domain/errors.ts';
import type { ImageUse } from '../../domain/image.ts';
import { hasName } from '../failures.ts';
import { allPages } from '../pages.ts';
import { read } from '../read.ts';
import { type Place, usesBy } from './place.ts';

/** The images of the tasks that EventBridge Scheduler starts; also of disabled schedules, which may be enabled. */
export async function readScheduleUses(place: Place): Promise<readonly ImageUse[]> {
  const scheduler = await place.clients.scheduler();
  const uses: ImageUse[] = [];
  for (const summary of (await listSchedules(scheduler)).filter(mayRunTasks)) {
    const by = `schedule ${summary.Name}`;
    const target = await readTarget(scheduler, summary, by);
    const definition = target && definitionOf(target, by);
    if (definition !== undefined) uses.push(...usesBy('scheduled', by, await place.imagesOf(definition)));
  }
  return uses;
}

/** Without a group's name the schedules of all groups. */
async function listSchedules(scheduler: SchedulerClient): Promise<readonly ScheduleSummary[]> {
  return read({ action: 'scheduler:ListSchedules', what: 'the list of schedules' }, () =>
    allPages(async (NextToken) => {
      const page = await scheduler.send(new ListSchedulesCommand({ NextToken, MaxResults: 100 }));
      return { items: page.Schedules, next: page.NextToken };
    }),
  );
}

/** The target is a cluster, or ECS's own API: `arn:aws:scheduler:::aws-sdk:ecs:runTask`. */
const CALLS_ECS = /^aws-sdk:ecs:/i;

function mayRunTasks({ Target: { Arn } = { Arn: undefined } }: ScheduleSummary): boolean {
  const arn = parseArn(Arn ?? '');
  return !arn || arn.service === 'ecs' || CALLS_ECS.test(arn.resource);
}

/** Undefined when the schedule is gone by now. */
async function readTarget(
  scheduler: SchedulerClient,
  { Name, GroupName }: ScheduleSummary,
  what: string,
): Promise<Target | undefined> {
  return read({ action: 'scheduler:GetSchedule', what }, async () => {
    try {
      return (await scheduler.send(new GetScheduleCommand({ Name, GroupName }))).Target;
    } catch (error) {
      if (hasName(error, 'ResourceNotFoundException')) return undefined;
      throw error;
    }
  });
}

/** Undefined for a call to ECS that starts no task. */
function definitionOf({ Arn, EcsParameters, Input }: Target, by: string): string | undefined {
  if (EcsParameters) return EcsParameters.TaskDefinitionArn;
  if (!/^aws-sdk:ecs:(run|start)Task$/i.test(parseArn(Arn ?? '')?.resource ?? '')) return undefined;
  const definition = /"taskDefinition"\s{0,9}:\s{0,9}"([^"]{1,300})"/i.exec(Input ?? '')?.[1];
  if (definition !== undefined) return definition;
  throw new ReadError(`${by} starts tasks, and which cannot be told: its input names no task definition`);
}
