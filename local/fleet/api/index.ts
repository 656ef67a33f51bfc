import { APPLICATION_AUTO_SCALING } from '../auto-scaling/commands.ts';
import { CLOUDWATCH } from '../cloudwatch/commands.ts';
import { ECR } from '../ecr/commands.ts';
import { ECR_PUBLIC } from '../ecr-public/commands.ts';
import { AUTO_SCALING } from '../groups/index.ts';
import type { World } from '../model.ts';
import { describeAppRunnerService, listAppRunnerServices } from './app-runner.ts';
import { describeNetworkInterfaces } from './ec2.ts';
import { describeCapacityProviders, updateCapacityProvider } from './ecs-capacity-providers.ts';
import { describeClusters, listClusters } from './ecs-clusters.ts';
import { continueServiceDeployment } from './ecs-continue.ts';
import { listTaskDefinitionFamilies, listTaskDefinitions } from './ecs-definition-lists.ts';
import { describeTaskDefinition, registerTaskDefinition } from './ecs-definitions.ts';
import {
  describeServiceDeployments,
  describeServiceRevisions,
  listServiceDeployments,
} from './ecs-deployments.ts';
import { runTask } from './ecs-run-task.ts';
import { describeServices, listServices, updateService } from './ecs-services.ts';
import { describeTasks, listTasks, stopTask } from './ecs-tasks.ts';
import { describeEventBus, listEventBuses, listRules, listTargetsByRule, putEvents } from './eventbridge.ts';
import { batchGetAccountStatus, listCoverage } from './inspector.ts';
import { getFunction, listFunctions } from './lambda.ts';
import { getLogEvents } from './logs.ts';
import { getSchedule, listSchedules } from './scheduler.ts';
import { getParameter } from './ssm.ts';
import { assumeRole } from './sts.ts';

/** Answers one command. What it takes is known by the command's name, so that the table can hold them all. */
export type Handler = (world: World, input: never) => object;

/** Commands that the simulated account knows, by client and command name as the SDK has them. */
export const HANDLERS: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  ECS: {
    ContinueServiceDeployment: continueServiceDeployment,
    DescribeCapacityProviders: describeCapacityProviders,
    DescribeClusters: describeClusters,
    DescribeServiceDeployments: describeServiceDeployments,
    DescribeServiceRevisions: describeServiceRevisions,
    DescribeServices: describeServices,
    DescribeTaskDefinition: describeTaskDefinition,
    DescribeTasks: describeTasks,
    ListClusters: listClusters,
    ListServiceDeployments: listServiceDeployments,
    ListServices: listServices,
    ListTaskDefinitionFamilies: listTaskDefinitionFamilies,
    ListTaskDefinitions: listTaskDefinitions,
    ListTasks: listTasks,
    RegisterTaskDefinition: registerTaskDefinition,
    RunTask: runTask,
    StopTask: stopTask,
    UpdateCapacityProvider: updateCapacityProvider,
    UpdateService: updateService,
  },
  ApplicationAutoScaling: APPLICATION_AUTO_SCALING,
  AppRunner: { DescribeService: describeAppRunnerService, ListServices: listAppRunnerServices },
  AutoScaling: AUTO_SCALING,
  CloudWatch: CLOUDWATCH,
  CloudWatchLogs: { GetLogEvents: getLogEvents },
  ECR,
  ECRPUBLIC: ECR_PUBLIC,
  EC2: { DescribeNetworkInterfaces: describeNetworkInterfaces },
  EventBridge: {
    DescribeEventBus: describeEventBus,
    ListEventBuses: listEventBuses,
    ListRules: listRules,
    ListTargetsByRule: listTargetsByRule,
    PutEvents: putEvents,
  },
  Inspector2: { BatchGetAccountStatus: batchGetAccountStatus, ListCoverage: listCoverage },
  Lambda: { GetFunction: getFunction, ListFunctions: listFunctions },
  SSM: { GetParameter: getParameter },
  STS: { AssumeRole: assumeRole },
  Scheduler: { GetSchedule: getSchedule, ListSchedules: listSchedules },
};
