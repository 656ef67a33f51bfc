import {
  GetScheduleCommand,
  ListSchedulesCommand,
  type ListSchedulesCommandOutput,
  type SchedulerClient,
  type ScheduleSummary,
} from '@aws-sdk/client-scheduler';
import type { NetworkConfiguration } from '../../domain/fleet-action.ts';
import { hasName } from '../failures.ts';
import { read } from '../read.ts';
import type { Starter } from './starter.ts';
import { type EcsTarget, networkOfTargets, type Wanted } from './target.ts';

interface ScheduleName {
  readonly Name: string;
  readonly GroupName?: string | undefined;
}

/**
 * What the schedule says about the wanted task. ECS shows no schedule group, so a schedule that is not in the
 * default group is looked for in all of them.
 */
export async function readNetworkOfSchedule(
  scheduler: SchedulerClient,
  starter: Starter,
  wanted: Wanted,
): Promise<NetworkConfiguration | undefined> {
  const usual = starter.cut ? undefined : await targetOf(scheduler, { Name: starter.name });
  const network = usual && networkOfTargets([usual], wanted);
  if (network) return network;
  const targets: EcsTarget[] = [];
  for (const schedule of await schedulesLike(scheduler, starter, wanted)) {
    const target = await targetOf(scheduler, schedule);
    if (target) targets.push(target);
  }
  return networkOfTargets(targets, wanted);
}

async function targetOf(scheduler: SchedulerClient, schedule: ScheduleName): Promise<EcsTarget | undefined> {
  const reading = { action: 'scheduler:GetSchedule', what: `schedule "${schedule.Name}"` };
  return read(reading, async () => {
    try {
      return (await scheduler.send(new GetScheduleCommand(schedule))).Target;
    } catch (error) {
      if (hasName(error, 'ResourceNotFoundException')) return undefined;
      throw error;
    }
  });
}

async function schedulesLike(
  scheduler: SchedulerClient,
  { name, cut }: Starter,
  wanted: Wanted,
): Promise<readonly ScheduleName[]> {
  const reading = { action: 'scheduler:ListSchedules', what: `the schedules that begin with "${name}"` };
  const summaries = await read(reading, () => listAll(scheduler, name));
  return summaries
    .filter((summary) => summary.Target?.Arn === wanted.clusterArn)
    .filter((summary) => cut || summary.Name === name)
    .map(({ Name = name, GroupName }) => ({ Name, GroupName }));
}

async function listAll(scheduler: SchedulerClient, NamePrefix: string): Promise<readonly ScheduleSummary[]> {
  const summaries: ScheduleSummary[] = [];
  let NextToken: string | undefined;
  do {
    const page: ListSchedulesCommandOutput = await scheduler.send(
      new ListSchedulesCommand({ NamePrefix, NextToken }),
    );
    summaries.push(...(page.Schedules ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return summaries;
}
