import type {
  DeleteScalingPolicyCommandInput,
  DeleteScalingPolicyCommandOutput,
  DeregisterScalableTargetCommandInput,
  DeregisterScalableTargetCommandOutput,
  DescribeScalableTargetsCommandInput,
  DescribeScalableTargetsCommandOutput,
  DescribeScalingPoliciesCommandInput,
  DescribeScalingPoliciesCommandOutput,
  DescribeScheduledActionsCommandInput,
  DescribeScheduledActionsCommandOutput,
  PutScalingPolicyCommandInput,
  PutScalingPolicyCommandOutput,
  RegisterScalableTargetCommandInput,
  RegisterScalableTargetCommandOutput,
} from '@aws-sdk/client-application-auto-scaling';
import type {
  DescribeAutoScalingGroupsCommandInput,
  DescribeAutoScalingGroupsCommandOutput,
  UpdateAutoScalingGroupCommandInput,
  UpdateAutoScalingGroupCommandOutput,
} from '@aws-sdk/client-auto-scaling';
import type {
  DescribeAlarmsCommandInput,
  DescribeAlarmsCommandOutput,
  GetMetricDataCommandInput,
  GetMetricDataCommandOutput,
  ListAlarmMuteRulesCommandInput,
  ListAlarmMuteRulesCommandOutput,
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
} from '@aws-sdk/client-cloudwatch';
import type { GetLogEventsCommandInput, GetLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import type {
  DescribeNetworkInterfacesCommandInput,
  DescribeNetworkInterfacesCommandOutput,
} from '@aws-sdk/client-ec2';
import type {
  DescribeImageScanFindingsCommandInput,
  DescribeImageScanFindingsCommandOutput,
} from '@aws-sdk/client-ecr';
import type {
  ContinueServiceDeploymentCommandInput,
  ContinueServiceDeploymentCommandOutput,
  DescribeCapacityProvidersCommandInput,
  DescribeCapacityProvidersCommandOutput,
  DescribeClustersCommandInput,
  DescribeClustersCommandOutput,
  DescribeServiceDeploymentsCommandInput,
  DescribeServiceDeploymentsCommandOutput,
  DescribeServiceRevisionsCommandInput,
  DescribeServiceRevisionsCommandOutput,
  DescribeServicesCommandInput,
  DescribeServicesCommandOutput,
  DescribeTaskDefinitionCommandInput,
  DescribeTaskDefinitionCommandOutput,
  DescribeTasksCommandInput,
  DescribeTasksCommandOutput,
  ListClustersCommandInput,
  ListClustersCommandOutput,
  ListServiceDeploymentsCommandInput,
  ListServiceDeploymentsCommandOutput,
  ListServicesCommandInput,
  ListServicesCommandOutput,
  RunTaskCommandInput,
  RunTaskCommandOutput,
  UpdateCapacityProviderCommandInput,
  UpdateCapacityProviderCommandOutput,
  UpdateServiceCommandInput,
  UpdateServiceCommandOutput,
} from '@aws-sdk/client-ecs';
import type {
  ListRulesCommandInput,
  ListRulesCommandOutput,
  ListTargetsByRuleCommandInput,
  ListTargetsByRuleCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type {
  InvokeCommandInput,
  InvokeCommandOutput,
  SendDurableExecutionCallbackSuccessCommandInput,
  SendDurableExecutionCallbackSuccessCommandOutput,
} from '@aws-sdk/client-lambda';
import type {
  GetScheduleCommandInput,
  GetScheduleCommandOutput,
  ListSchedulesCommandInput,
  ListSchedulesCommandOutput,
} from '@aws-sdk/client-scheduler';
import type { GetParameterCommandInput, GetParameterCommandOutput } from '@aws-sdk/client-ssm';
import { createResponseClients, type ResponseClients } from '../../shared/aws/response-clients.ts';

/** A command's input and what it answers with, as the SDK types them. */
interface Commands {
  DescribeClusters: [DescribeClustersCommandInput, DescribeClustersCommandOutput];
  DescribeNetworkInterfaces: [DescribeNetworkInterfacesCommandInput, DescribeNetworkInterfacesCommandOutput];
  DescribeServiceRevisions: [DescribeServiceRevisionsCommandInput, DescribeServiceRevisionsCommandOutput];
  DescribeServices: [DescribeServicesCommandInput, DescribeServicesCommandOutput];
  DescribeTaskDefinition: [DescribeTaskDefinitionCommandInput, DescribeTaskDefinitionCommandOutput];
  DescribeTasks: [DescribeTasksCommandInput, DescribeTasksCommandOutput];
  GetLogEvents: [GetLogEventsCommandInput, GetLogEventsCommandOutput];
  GetParameter: [GetParameterCommandInput, GetParameterCommandOutput];
  GetSchedule: [GetScheduleCommandInput, GetScheduleCommandOutput];
  Invoke: [InvokeCommandInput, InvokeCommandOutput];
  ListRules: [ListRulesCommandInput, ListRulesCommandOutput];
  ListSchedules: [ListSchedulesCommandInput, ListSchedulesCommandOutput];
  ContinueServiceDeployment: [ContinueServiceDeploymentCommandInput, ContinueServiceDeploymentCommandOutput];
  DescribeServiceDeployments: [
    DescribeServiceDeploymentsCommandInput,
    DescribeServiceDeploymentsCommandOutput,
  ];
  ListServiceDeployments: [ListServiceDeploymentsCommandInput, ListServiceDeploymentsCommandOutput];
  ListTargetsByRule: [ListTargetsByRuleCommandInput, ListTargetsByRuleCommandOutput];
  RunTask: [RunTaskCommandInput, RunTaskCommandOutput];
  SendDurableExecutionCallbackSuccess: [
    SendDurableExecutionCallbackSuccessCommandInput,
    SendDurableExecutionCallbackSuccessCommandOutput,
  ];
  UpdateService: [UpdateServiceCommandInput, UpdateServiceCommandOutput];
  DeleteScalingPolicy: [DeleteScalingPolicyCommandInput, DeleteScalingPolicyCommandOutput];
  DeregisterScalableTarget: [DeregisterScalableTargetCommandInput, DeregisterScalableTargetCommandOutput];
  DescribeAlarms: [DescribeAlarmsCommandInput, DescribeAlarmsCommandOutput];
  DescribeImageScanFindings: [DescribeImageScanFindingsCommandInput, DescribeImageScanFindingsCommandOutput];
  DescribeAutoScalingGroups: [DescribeAutoScalingGroupsCommandInput, DescribeAutoScalingGroupsCommandOutput];
  DescribeCapacityProviders: [DescribeCapacityProvidersCommandInput, DescribeCapacityProvidersCommandOutput];
  DescribeScalableTargets: [DescribeScalableTargetsCommandInput, DescribeScalableTargetsCommandOutput];
  DescribeScalingPolicies: [DescribeScalingPoliciesCommandInput, DescribeScalingPoliciesCommandOutput];
  DescribeScheduledActions: [DescribeScheduledActionsCommandInput, DescribeScheduledActionsCommandOutput];
  GetMetricData: [GetMetricDataCommandInput, GetMetricDataCommandOutput];
  ListAlarmMuteRules: [ListAlarmMuteRulesCommandInput, ListAlarmMuteRulesCommandOutput];
  ListClusters: [ListClustersCommandInput, ListClustersCommandOutput];
  ListServices: [ListServicesCommandInput, ListServicesCommandOutput];
  ListTagsForResource: [ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput];
  PutScalingPolicy: [PutScalingPolicyCommandInput, PutScalingPolicyCommandOutput];
  RegisterScalableTarget: [RegisterScalableTargetCommandInput, RegisterScalableTargetCommandOutput];
  UpdateAutoScalingGroup: [UpdateAutoScalingGroupCommandInput, UpdateAutoScalingGroupCommandOutput];
  UpdateCapacityProvider: [UpdateCapacityProviderCommandInput, UpdateCapacityProviderCommandOutput];
}
type CommandName = keyof Commands;

/** How AWS behaves: a function per command; one that is not given is an unexpected call, and fails. */
export type Behaviour = {
  readonly [Name in CommandName]?: (input: Commands[Name][0]) => Partial<Commands[Name][1]>;
};
/** Methods take any input, which lets the one dispatcher below call all of them. */
type AnyBehaviour = { answer(input: object): object }['answer'];

const IAM_PREFIX: Readonly<Record<string, string>> = {
  ECSClient: 'ecs',
  EC2Client: 'ec2',
  EventBridgeClient: 'events',
  SchedulerClient: 'scheduler',
  CloudWatchLogsClient: 'logs',
  LambdaClient: 'lambda',
  SSMClient: 'ssm',
  CloudWatchClient: 'cloudwatch',
  ApplicationAutoScalingClient: 'application-autoscaling',
  AutoScalingClient: 'autoscaling',
};

export interface SimulatedAws {
  readonly clients: ResponseClients;
  /** The calls so far as IAM names them, in order: `ecs:DescribeServices`. */
  readonly calls: readonly string[];
}

/** Real SDK clients, with the behaviour in AWS's place. */
export function simulatedAws(behaviour: Behaviour): SimulatedAws {
  const calls: string[] = [];
  const answers = new Map<string, AnyBehaviour>(Object.entries(behaviour));
  const clients = createResponseClients({
    region: 'eu-west-1',
    intercept: (client) =>
      client.middlewareStack.add(
        (_next, { clientName = '', commandName = '' }) =>
          async ({ input }) => {
            const name = commandName.replace(/Command$/, '');
            calls.push(`${IAM_PREFIX[clientName]}:${name}`);
            const answer = answers.get(name);
            if (!answer) throw new Error(`nobody expected ${name}`);
            return { output: { $metadata: {}, ...answer(input) }, response: undefined };
          },
        { step: 'initialize', name: 'simulatedAws' },
      ),
  });
  return { clients, calls };
}

/** What the SDK throws when the connection breaks before an answer came. */
export function connectionReset(): Error {
  return Object.assign(new Error('socket hang up'), { name: 'Error', code: 'ECONNRESET' });
}

/** What services throw without giving it a class in the SDK: EC2's errors, and any that is newer than it. */
export function serviceError(name: string, message: string, httpStatusCode = 400): Error {
  const $fault = httpStatusCode < 500 ? 'client' : 'server';
  return Object.assign(new Error(message), { name, $fault, $metadata: { httpStatusCode } });
}
