import type { DescribeServiceCommandInput } from '@aws-sdk/client-apprunner';
import type { GetLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import type { ListTagsForResourceCommandInput } from '@aws-sdk/client-ecr';
import type {
  DescribeClustersCommandInput,
  DescribeServiceRevisionsCommandInput,
  DescribeServicesCommandInput,
  DescribeTasksCommandInput,
  ListServiceDeploymentsCommandInput,
} from '@aws-sdk/client-ecs';
import type { ListTargetsByRuleCommandInput } from '@aws-sdk/client-eventbridge';
import type {
  GetFunctionCommandInput,
  InvokeCommandInput,
  SendDurableExecutionCallbackSuccessCommandInput,
} from '@aws-sdk/client-lambda';
import type { GetScheduleCommandInput } from '@aws-sdk/client-scheduler';
import type { GetParameterCommandInput } from '@aws-sdk/client-ssm';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import type { DoorCall } from '../../../local/door-calls.ts';
import { describePublicRepositories, describeRepositories, onPublicRepository, onRepository } from './ecr.ts';
import { onRevision, onServices, runTask, updateService } from './ecs.ts';
import { describeEventBus, putEvents } from './events.ts';
import type { IamRequest } from './policy.ts';
import { type Account, clusterArn, ecsArn, everywhere, executionOf, lastPart, on } from './requests.ts';
import { alarmTags, deleteAlarms, onProviders, onScalable, putMetricAlarm, updateGroup } from './scaling.ts';
import { continueServiceDeployment, describeServiceDeployments, listTasks } from './uses.ts';

/** The document client's commands reach the client that they wrap with their values still plain. */
interface OnItem {
  readonly TableName?: string;
  readonly Key?: { readonly pk?: string };
  readonly Item?: { readonly pk?: string };
}

/** Methods take any input, which lets the one dispatcher below call all of them. */
type Need = {
  of(input: object, account: Account): readonly IamRequest[];
}['of'];

/**
 * What IAM asks for each SDK command that the product sends: the actions, the resources, and of the context what a
 * condition of ours may look at. Sources: docs.aws.amazon.com/service-authorization/latest/reference/
 * list_amazonelasticcontainerservice.html, ..._amazondynamodb, ..._awslambda, ..._awssystemsmanager,
 * ..._amazoneventbridge, ..._amazoneventbridgescheduler, ..._amazoncloudwatchlogs, ..._amazonec2,
 * ..._amazonelasticcontainerregistry, ..._amazonelasticcontainerregistrypublic, ..._amazoncloudwatch,
 * ..._awsapplicationautoscaling, ..._amazonec2autoscaling, ..._awsapprunner, ..._amazoninspector2,
 * ..._awssecuritytokenservice. A test holds the table against that reference as data. What another account's role may read is for that account to say:
 * a call with its credentials is asked of ours, too.
 */
const NEEDS: Readonly<Record<string, Readonly<Record<string, Need>>>> = {
  ECS: {
    DescribeClusters: ({ clusters = [] }: DescribeClustersCommandInput, account) =>
      clusters.map((name) => ({ action: 'ecs:DescribeClusters', resource: clusterArn(account, name) })),
    DescribeServices: ({ cluster, services = [] }: DescribeServicesCommandInput, account) =>
      onServices('ecs:DescribeServices', cluster, services, account),
    DescribeTasks: ({ cluster, tasks = [] }: DescribeTasksCommandInput, account) =>
      tasks.map((task) => ({
        action: 'ecs:DescribeTasks',
        resource: ecsArn(account, `task/${lastPart(cluster)}/${lastPart(task)}`),
        context: { 'ecs:cluster': clusterArn(account, cluster) },
      })),
    ListServiceDeployments: ({ cluster, service = '' }: ListServiceDeploymentsCommandInput, account) =>
      onServices('ecs:ListServiceDeployments', cluster, [service], account),
    DescribeServiceRevisions: ({ serviceRevisionArns = [] }: DescribeServiceRevisionsCommandInput, account) =>
      serviceRevisionArns.flatMap((arn) => onRevision(arn, account)),
    DescribeTaskDefinition: () => everywhere('ecs:DescribeTaskDefinition'),
    ListClusters: () => everywhere('ecs:ListClusters'),
    ListServices: () => everywhere('ecs:ListServices'),
    ListTaskDefinitionFamilies: () => everywhere('ecs:ListTaskDefinitionFamilies'),
    ListTaskDefinitions: () => everywhere('ecs:ListTaskDefinitions'),
    ListTasks: listTasks,
    DescribeServiceDeployments: describeServiceDeployments,
    ContinueServiceDeployment: continueServiceDeployment,
    RunTask: runTask,
    UpdateService: updateService,
    DescribeCapacityProviders: onProviders('ecs:DescribeCapacityProviders'),
    UpdateCapacityProvider: onProviders('ecs:UpdateCapacityProvider'),
  },
  ECR: {
    DescribeRepositories: describeRepositories,
    DescribeImages: onRepository('ecr:DescribeImages'),
    DescribeImageScanFindings: onRepository('ecr:DescribeImageScanFindings'),
    BatchGetImage: onRepository('ecr:BatchGetImage'),
    PutImage: onRepository('ecr:PutImage'),
    GetRegistryScanningConfiguration: () => everywhere('ecr:GetRegistryScanningConfiguration'),
    PutRegistryScanningConfiguration: () => everywhere('ecr:PutRegistryScanningConfiguration'),
    DescribePullThroughCacheRules: () => everywhere('ecr:DescribePullThroughCacheRules'),
    GetRegistryPolicy: () => everywhere('ecr:GetRegistryPolicy'),
    GetRepositoryPolicy: onRepository('ecr:GetRepositoryPolicy'),
    GetLifecyclePolicy: onRepository('ecr:GetLifecyclePolicy'),
    GetLifecyclePolicyPreview: onRepository('ecr:GetLifecyclePolicyPreview'),
    StartLifecyclePolicyPreview: onRepository('ecr:StartLifecyclePolicyPreview'),
    PutLifecyclePolicy: onRepository('ecr:PutLifecyclePolicy'),
    PutImageTagMutability: onRepository('ecr:PutImageTagMutability'),
    ListTagsForResource: ({ resourceArn = '' }: ListTagsForResourceCommandInput) => [
      { action: 'ecr:ListTagsForResource', resource: resourceArn },
    ],
    UpdateImageStorageClass: onRepository('ecr:UpdateImageStorageClass'),
    BatchDeleteImage: onRepository('ecr:BatchDeleteImage'),
  },
  ECRPUBLIC: {
    DescribeRepositories: describePublicRepositories,
    DescribeImages: onPublicRepository('ecr-public:DescribeImages'),
    ListTagsForResource: ({ resourceArn = '' }: ListTagsForResourceCommandInput) => [
      { action: 'ecr-public:ListTagsForResource', resource: resourceArn },
    ],
    BatchDeleteImage: onPublicRepository('ecr-public:BatchDeleteImage'),
  },
  CloudWatch: {
    DeleteAlarms: deleteAlarms,
    DescribeAlarms: () => everywhere('cloudwatch:DescribeAlarms'),
    GetMetricData: () => everywhere('cloudwatch:GetMetricData'),
    ListAlarmMuteRules: (_input, account) =>
      on('cloudwatch:ListAlarmMuteRules', account, 'alarm-mute-rule:nightly'),
    ListTagsForResource: alarmTags,
    PutMetricAlarm: putMetricAlarm,
  },
  ApplicationAutoScaling: {
    DescribeScalableTargets: () => everywhere('application-autoscaling:DescribeScalableTargets'),
    DescribeScalingPolicies: () => everywhere('application-autoscaling:DescribeScalingPolicies'),
    DescribeScheduledActions: () => everywhere('application-autoscaling:DescribeScheduledActions'),
    RegisterScalableTarget: onScalable('RegisterScalableTarget'),
    DeregisterScalableTarget: onScalable('DeregisterScalableTarget'),
    PutScalingPolicy: onScalable('PutScalingPolicy'),
    DeleteScalingPolicy: onScalable('DeleteScalingPolicy'),
    PutScheduledAction: onScalable('PutScheduledAction'),
    DeleteScheduledAction: onScalable('DeleteScheduledAction'),
  },
  AutoScaling: {
    DescribeAutoScalingGroups: () => everywhere('autoscaling:DescribeAutoScalingGroups'),
    UpdateAutoScalingGroup: updateGroup,
  },
  AppRunner: {
    ListServices: () => everywhere('apprunner:ListServices'),
    DescribeService: ({ ServiceArn = '' }: DescribeServiceCommandInput) => [
      { action: 'apprunner:DescribeService', resource: ServiceArn },
    ],
  },
  Inspector2: {
    BatchGetAccountStatus: () => everywhere('inspector2:BatchGetAccountStatus'),
    ListCoverage: () => everywhere('inspector2:ListCoverage'),
  },
  STS: {
    AssumeRole: ({ RoleArn = '' }: AssumeRoleCommandInput) => [
      { action: 'sts:AssumeRole', resource: RoleArn },
    ],
  },
  CloudWatchLogs: {
    GetLogEvents: ({ logGroupName, logStreamName }: GetLogEventsCommandInput, account) =>
      on('logs:GetLogEvents', account, `log-group:${logGroupName}:log-stream:${logStreamName}`),
  },
  EC2: { DescribeNetworkInterfaces: () => everywhere('ec2:DescribeNetworkInterfaces') },
  EventBridge: {
    ListEventBuses: () => everywhere('events:ListEventBuses'),
    DescribeEventBus: describeEventBus,
    PutEvents: putEvents,
    ListRules: () => everywhere('events:ListRules'),
    // The bus is left out of the ARN when it is the default one.
    ListTargetsByRule: ({ EventBusName = 'default', Rule }: ListTargetsByRuleCommandInput, account) =>
      on(
        'events:ListTargetsByRule',
        account,
        EventBusName === 'default' ? `rule/${Rule}` : `rule/${EventBusName}/${Rule}`,
      ),
  },
  Scheduler: {
    ListSchedules: () => everywhere('scheduler:ListSchedules'),
    GetSchedule: ({ GroupName = 'default', Name }: GetScheduleCommandInput, account) =>
      on('scheduler:GetSchedule', account, `schedule/${GroupName}/${Name}`),
  },
  // Encrypted with AWS's own key for SSM, decryption asks IAM for nothing more: the key's policy lets SSM do it.
  SSM: {
    GetParameter: ({ Name = '' }: GetParameterCommandInput, account) =>
      on('ssm:GetParameter', account, `parameter/${Name.replace(/^\//, '')}`),
  },
  Lambda: {
    Invoke: ({ FunctionName, Qualifier }: InvokeCommandInput, account) =>
      on('lambda:InvokeFunction', account, `function:${FunctionName}:${Qualifier}`),
    // The callback's id tells Lambda whose it is, and here begins with the function's name.
    SendDurableExecutionCallbackSuccess: (
      { CallbackId = '' }: SendDurableExecutionCallbackSuccessCommandInput,
      account,
    ) =>
      on('lambda:SendDurableExecutionCallbackSuccess', account, executionOf(CallbackId.split(':')[0] ?? '')),
    ListFunctions: () => everywhere('lambda:ListFunctions'),
    GetFunction: ({ FunctionName }: GetFunctionCommandInput, account) =>
      on('lambda:GetFunction', account, `function:${FunctionName}`),
  },
  DynamoDB: {
    GetItem: ({ TableName, Key }: OnItem, account) => onItem('dynamodb:GetItem', TableName, Key?.pk, account),
    PutItem: ({ TableName, Item }: OnItem, account) =>
      onItem('dynamodb:PutItem', TableName, Item?.pk, account),
    UpdateItem: ({ TableName, Key }: OnItem, account) =>
      onItem('dynamodb:UpdateItem', TableName, Key?.pk, account),
  },
};

/** @throws Error for a command that nobody has looked up in the reference yet. */
export function needsOf(call: DoorCall, account: Account): readonly IamRequest[] {
  const need = NEEDS[call.client]?.[call.command];
  if (need !== undefined) return need(call.input, account);
  throw new Error(
    `It is not known what ${call.client} ${call.command} needs: add it to test/support/iam/needs.ts.`,
  );
}

function onItem(action: string, table: string | undefined, key = '', account: Account) {
  const context = { 'dynamodb:LeadingKeys': [key] };
  return on(action, account, `table/${table}`).map((request) => ({ ...request, context }));
}
