import type { RunTaskRequest, RunTaskResponse, TaskOverride } from '@aws-sdk/client-ecs';
import type { EcsParameters as RuleParameters, Target } from '@aws-sdk/client-eventbridge';
import type { GetScheduleOutput, EcsParameters as ScheduleParameters } from '@aws-sdk/client-scheduler';
import { runTask } from './api/ecs-run-task.ts';
import type { World } from './model.ts';

/** `startedBy` of a scheduled task is cut off here, so that a long rule's name cannot be read back from it. */
const STARTED_BY_LENGTH = 36;

/** What EventBridge does when a rule's time comes: run each of its ECS targets. */
export function fireRule(world: World, name: string): RunTaskResponse[] {
  const targets = world.rules.get(name);
  if (targets === undefined) throw new Error(`no rule ${name}: call putRule first`);
  return targets.flatMap((target) => runTarget(world, `events-rule/${name}`, target));
}

/** What EventBridge Scheduler does when a schedule's time comes. `name` is `group/name`, or a name in `default`. */
export function fireSchedule(world: World, name: string): RunTaskResponse[] {
  const key = scheduleKey(name);
  const schedule = world.schedules.get(key);
  if (schedule?.Target === undefined) throw new Error(`no schedule ${key}: call putSchedule first`);
  return runTarget(world, `chronos-schedule/${schedule.Name}`, schedule.Target);
}

/** `group/name`; the group is `default` where none is given. */
export function scheduleKey(name: string): string {
  return name.includes('/') ? name : `default/${name}`;
}

/** A schedule as it is kept: with its names and ARN. */
export function scheduleRecord(
  world: World,
  name: string,
  target: GetScheduleOutput['Target'],
): GetScheduleOutput {
  const [GroupName = 'default', Name = name] = scheduleKey(name).split('/');
  return { Arn: world.arns.schedule(GroupName, Name), GroupName, Name, State: 'ENABLED', Target: target };
}

function runTarget(
  world: World,
  startedBy: string,
  target: Target | NonNullable<GetScheduleOutput['Target']>,
): RunTaskResponse[] {
  if (target.EcsParameters === undefined) return [];
  const overrides: TaskOverride | undefined = target.Input ? JSON.parse(target.Input) : undefined;
  return [
    runTask(world, {
      cluster: target.Arn,
      startedBy: startedBy.slice(0, STARTED_BY_LENGTH),
      overrides,
      ...requestOf(target.EcsParameters),
    }),
  ];
}

/** The same words with a different case. */
function requestOf(parameters: RuleParameters | ScheduleParameters): RunTaskRequest {
  const vpc = parameters.NetworkConfiguration?.awsvpcConfiguration;
  return {
    taskDefinition: parameters.TaskDefinitionArn,
    count: parameters.TaskCount ?? 1,
    launchType: parameters.LaunchType,
    platformVersion: parameters.PlatformVersion,
    group: parameters.Group,
    capacityProviderStrategy: parameters.CapacityProviderStrategy,
    enableExecuteCommand: parameters.EnableExecuteCommand,
    networkConfiguration: vpc && {
      awsvpcConfiguration: {
        subnets: vpc.Subnets,
        securityGroups: vpc.SecurityGroups,
        assignPublicIp: vpc.AssignPublicIp,
      },
    },
  };
}
