import type { GetLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import type {
  DescribeClustersCommandInput,
  DescribeServiceRevisionsCommandInput,
  DescribeServicesCommandInput,
  DescribeTasksCommandInput,
  ListServiceDeploymentsCommandInput,
  RunTaskCommandInput,
  UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import type { ListTargetsByRuleCommandInput } from '@aws-sdk/client-eventbridge';
import type { InvokeCommandInput } from '@aws-sdk/client-lambda';
import type { GetScheduleCommandInput } from '@aws-sdk/client-scheduler';
import type { GetParameterCommandInput } from '@aws-sdk/client-ssm';
import type { IamRequest } from './policy.ts';
import type { SdkCall } from './recording.ts';

/** What IAM looks up besides the call: tags of what it names, and the roles that a task definition hands to tasks. */
export interface Account {
  readonly account: string;
  readonly region: string;
  serviceTags(clusterArn: string, service: string): Promise<Readonly<Record<string, string>>>;
  definition(reference: string): Promise<Definition>;
}
export interface Definition {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly roles: readonly string[];
}

/** The document client's commands reach the client that they wrap with their values still plain. */
interface OnItem {
  readonly TableName?: string;
  readonly Key?: { readonly pk?: string };
  readonly Item?: { readonly pk?: string };
}

/** Methods take any input, which lets the one dispatcher below call all of them. */
type Need = {
  of(input: object, account: Account): Promise<readonly IamRequest[]> | readonly IamRequest[];
}['of'];

/**
 * What IAM asks for each SDK command that the product sends: the actions, the resources, and of the context what a
 * condition of ours may look at. Sources: docs.aws.amazon.com/service-authorization/latest/reference/
 * list_amazonelasticcontainerservice.html, ..._amazondynamodb, ..._awslambda, ..._awssystemsmanager,
 * ..._amazoneventbridge, ..._amazoneventbridgescheduler, ..._amazoncloudwatchlogs, ..._amazonec2. A test holds
 * the table against that reference as data.
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
        resource: ecs(account, `task/${last(cluster)}/${last(task)}`),
        context: { 'ecs:cluster': clusterArn(account, cluster) },
      })),
    ListServiceDeployments: ({ cluster, service = '' }: ListServiceDeploymentsCommandInput, account) =>
      onServices('ecs:ListServiceDeployments', cluster, [service], account),
    DescribeServiceRevisions: ({ serviceRevisionArns = [] }: DescribeServiceRevisionsCommandInput, account) =>
      serviceRevisionArns.flatMap((arn) => onRevision(arn, account)),
    DescribeTaskDefinition: () => everywhere('ecs:DescribeTaskDefinition'),
    RunTask: runTask,
    UpdateService: updateService,
  },
  CloudWatchLogs: {
    GetLogEvents: ({ logGroupName, logStreamName }: GetLogEventsCommandInput, account) =>
      on('logs:GetLogEvents', account, `log-group:${logGroupName}:log-stream:${logStreamName}`),
  },
  EC2: { DescribeNetworkInterfaces: () => everywhere('ec2:DescribeNetworkInterfaces') },
  EventBridge: {
    ListRules: () => everywhere('events:ListRules'),
    ListTargetsByRule: ({ Rule }: ListTargetsByRuleCommandInput, account) =>
      on('events:ListTargetsByRule', account, `rule/${Rule}`),
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
    // The callback's id tells Lambda whose it is; here only one function is durable.
    SendDurableExecutionCallbackSuccess: (_input, account) =>
      on('lambda:SendDurableExecutionCallbackSuccess', account, EXECUTION),
  },
  DynamoDB: {
    GetItem: ({ TableName, Key }: OnItem, account) => onItem('dynamodb:GetItem', TableName, Key?.pk, account),
    PutItem: ({ TableName, Item }: OnItem, account) =>
      onItem('dynamodb:PutItem', TableName, Item?.pk, account),
    UpdateItem: ({ TableName, Key }: OnItem, account) =>
      onItem('dynamodb:UpdateItem', TableName, Key?.pk, account),
  },
};

/** An execution of the response, as Lambda names it: version, execution's name, its id. */
export const EXECUTION = 'function:watchkeeper-local-respond:3/durable-execution/incident-1/0a1b2c3d';

/** @throws Error for a command that nobody has looked up in the reference yet. */
export async function needsOf(call: SdkCall, account: Account): Promise<readonly IamRequest[]> {
  const need = NEEDS[call.client]?.[call.command];
  if (need !== undefined) return need(call.input, account);
  throw new Error(
    `It is not known what ${call.client} ${call.command} needs: add it to test/support/iam/needs.ts.`,
  );
}

/** Roles are passed when a task is started, also by an override; tags are authorised as the task is made. */
async function runTask(input: RunTaskCommandInput, account: Account): Promise<readonly IamRequest[]> {
  const definition = await account.definition(input.taskDefinition ?? '');
  const { taskRoleArn, executionRoleArn } = input.overrides ?? {};
  const roles = [...definition.roles, taskRoleArn, executionRoleArn].filter((role) => role !== undefined);
  const context = { 'ecs:cluster': clusterArn(account, input.cluster), ...tags(definition.tags) };
  const tagging = {
    action: 'ecs:TagResource',
    resource: ecs(account, `task/${last(input.cluster)}/0a1b2c3d`),
    context: { 'ecs:CreateAction': 'RunTask', 'aws:TagKeys': (input.tags ?? []).map(({ key = '' }) => key) },
  };
  return [
    { action: 'ecs:RunTask', resource: definition.arn, context },
    ...(input.tags?.length ? [tagging] : []),
    ...roles.map(passed),
  ];
}

/**
 * A call that names a task definition passes its roles; one that only sets the desired count does not. AWS's
 * reference does not say so: seen in github.com/keidarcy/e1s/issues/429 and its fix, pull request 430.
 */
async function updateService(
  input: UpdateServiceCommandInput,
  account: Account,
): Promise<readonly IamRequest[]> {
  const { cluster, service = '', taskDefinition } = input;
  const change = await onServices('ecs:UpdateService', cluster, [service], account);
  if (taskDefinition === undefined) return change;
  const { roles } = await account.definition(taskDefinition);
  return [...change, ...roles.map(passed)];
}

function passed(resource: string): IamRequest {
  return { action: 'iam:PassRole', resource, context: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } };
}

async function onServices(
  action: string,
  cluster: string | undefined,
  services: readonly string[],
  account: Account,
): Promise<readonly IamRequest[]> {
  const requests = services.map(async (service) => ({
    action,
    resource: ecs(account, `service/${last(cluster)}/${last(service)}`),
    context: {
      'ecs:cluster': clusterArn(account, cluster),
      ...tags(await account.serviceTags(clusterArn(account, cluster), last(service))),
    },
  }));
  return Promise.all(requests);
}

/** Both the revision and the service that it is of. */
function onRevision(arn: string, account: Account): readonly IamRequest[] {
  const action = 'ecs:DescribeServiceRevisions';
  const [cluster = '', service = ''] = arn.split('/').slice(1);
  const context = { 'ecs:cluster': clusterArn(account, cluster) };
  return [
    { action, resource: arn, context },
    { action, resource: ecs(account, `service/${cluster}/${service}`), context },
  ];
}

function onItem(action: string, table: string | undefined, key = '', account: Account) {
  const context = { 'dynamodb:LeadingKeys': [key] };
  return on(action, account, `table/${table}`).map((request) => ({ ...request, context }));
}

/** On a resource of the action's own service, in our account and Region. */
export function on(
  action: string,
  { account, region }: Pick<Account, 'account' | 'region'>,
  resource: string,
): readonly IamRequest[] {
  const [service] = action.split(':');
  return [{ action, resource: `arn:aws:${service}:${region}:${account}:${resource}` }];
}

/** AWS knows no resource for these. */
function everywhere(action: string): readonly IamRequest[] {
  return [{ action, resource: '*' }];
}

/** By ARN, or by name in our own account. */
function clusterArn(account: Account, cluster = 'default'): string {
  return cluster.startsWith('arn:') ? cluster : ecs(account, `cluster/${cluster}`);
}

function ecs({ account, region }: Account, resource: string): string {
  return `arn:aws:ecs:${region}:${account}:${resource}`;
}

function tags(all: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
}

function last(reference = ''): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}
