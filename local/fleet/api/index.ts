import { ECR } from '../ecr/commands.ts';
import type { World } from '../model.ts';
import { describeNetworkInterfaces } from './ec2.ts';
import { describeClusters } from './ecs-clusters.ts';
import { describeTaskDefinition, registerTaskDefinition } from './ecs-definitions.ts';
import {
  describeServiceDeployments,
  describeServiceRevisions,
  listServiceDeployments,
} from './ecs-deployments.ts';
import { runTask } from './ecs-run-task.ts';
import { describeServices, listServices, updateService } from './ecs-services.ts';
import { describeTasks, listTasks, stopTask } from './ecs-tasks.ts';
import { listRules, listTargetsByRule } from './eventbridge.ts';
import { getLogEvents } from './logs.ts';
import { getSchedule, listSchedules } from './scheduler.ts';
import { getParameter } from './ssm.ts';

/** Answers one command. What it takes is known by the command's name, so that the table can hold them all. */
export type Handler = (world: World, input: never) => object;

/** Commands that the simulated account knows, by client and command name as the SDK has them. */
export const HANDLERS: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  ECS: {
    DescribeClusters: describeClusters,
    DescribeServiceDeployments: describeServiceDeployments,
    DescribeServiceRevisions: describeServiceRevisions,
    DescribeServices: describeServices,
    DescribeTaskDefinition: describeTaskDefinition,
    DescribeTasks: describeTasks,
    ListServiceDeployments: listServiceDeployments,
    ListServices: listServices,
    ListTasks: listTasks,
    RegisterTaskDefinition: registerTaskDefinition,
    RunTask: runTask,
    StopTask: stopTask,
    UpdateService: updateService,
  },
  CloudWatchLogs: { GetLogEvents: getLogEvents },
  ECR,
  EC2: { DescribeNetworkInterfaces: describeNetworkInterfaces },
  EventBridge: { ListRules: listRules, ListTargetsByRule: listTargetsByRule },
  SSM: { GetParameter: getParameter },
  Scheduler: { GetSchedule: getSchedule, ListSchedules: listSchedules },
};
