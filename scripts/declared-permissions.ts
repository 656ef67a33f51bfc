import { ACTION_PERMISSIONS } from '../shared/actions/permissions.ts';
import { PARAMETER_PERMISSIONS } from '../shared/aws/parameters.ts';
import { READ_PERMISSIONS } from '../shared/aws/reads.ts';
import { RESUME_PERMISSIONS, START_PERMISSIONS } from '../shared/aws/responses.ts';
import type { Domain } from '../shared/domain/playbook.ts';
import { LEDGER_PERMISSIONS } from '../shared/ledger/index.ts';
import { PLAYBOOKS } from '../shared/playbooks/index.ts';
import type { FUNCTIONS } from './build.ts';

export type FunctionName = (typeof FUNCTIONS)[number];

/** Some IAM actions, and who in the code declares that it needs them. */
export interface Declared {
  readonly by: string;
  readonly actions: readonly string[];
}

const OWN_LOG: Declared = {
  by: 'the function’s own log',
  actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
};

/** What triage needs, whatever it hears. */
const TRIAGE: readonly Declared[] = [
  OWN_LOG,
  {
    by: 'the queue that feeds it',
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  },
  { by: 'the ledger', actions: LEDGER_PERMISSIONS.triage },
  { by: 'starting a response', actions: START_PERMISSIONS },
];

/** What a response needs, whatever its playbooks do. */
const RESPONSE: readonly Declared[] = [
  OWN_LOG,
  {
    by: 'Lambda’s durable execution',
    actions: ['lambda:CheckpointDurableExecution', 'lambda:GetDurableExecutionState'],
  },
  { by: 'starting the next response', actions: START_PERMISSIONS },
  { by: 'its dead-letter queue', actions: ['sqs:SendMessage'] },
  { by: 'the ledger', actions: LEDGER_PERMISSIONS.respond },
  { by: 'the kill switch and the Slack secrets', actions: PARAMETER_PERMISSIONS },
];

/** What each function's role must grant, exactly: declared beside the code that needs it. */
export function declaredPermissions(): Readonly<Record<FunctionName, readonly Declared[]>> {
  return {
    'ecs-events': TRIAGE,
    respond: [
      ...RESPONSE,
      { by: 'the log lines in a message', actions: READ_PERMISSIONS.logTail },
      { by: 'the guardrail on fleet-wide failure', actions: READ_PERMISSIONS.cluster },
      ...playbooksAndActions('ecs'),
    ],
    'ecr-events': TRIAGE,
    'respond-ecr': [...RESPONSE, ...playbooksAndActions('ecr')],
    'scaling-events': TRIAGE,
    'respond-scaling': [
      ...RESPONSE,
      { by: 'the guardrail on fleet-wide failure', actions: READ_PERMISSIONS.cluster },
      ...playbooksAndActions('scaling'),
    ],
    slack: [
      OWN_LOG,
      { by: 'the ledger', actions: LEDGER_PERMISSIONS.slack },
      { by: 'handing an answer to its response', actions: RESUME_PERMISSIONS },
      { by: 'the Slack signing secret', actions: PARAMETER_PERMISSIONS },
    ],
  };
}

/** Why a statement covers more than resources of our own: one line per `Sid`, each of them tested to be needed. */
export const WILDCARD_REASONS: Readonly<Record<string, string>> = {
  WriteOwnLog: 'Log streams of one group: Lambda names them.',
  CheckpointOwnExecutions: 'Executions of this function only: Lambda names versions and executions.',
  WakeResponses: 'Executions of the three respond functions only: Lambda names versions and executions.',
  ReadFleet: 'Reads only. Which clusters and services fail is not known before they do.',
  ReadHowTasksAreStarted: 'Reads only. Any rule or schedule may have started a task.',
  ReadWithoutResource: 'Reads only. AWS offers no resource to narrow these to.',
  ReadRegistry: 'Reads only. Which repositories a sweep looks at is said in watchkeeper.yml.',
  ChangeImages:
    'Never of what is tagged watchkeeper:mode off or observe. Narrow it with --param="repositories=shop/*".',
  ReadPublicRegistry:
    'Reads only, of what all the world may read. Which repositories a sweep looks at is said in watchkeeper.yml.',
  DeletePublicImages:
    'Never of what is tagged watchkeeper:mode off or observe. Narrow it with --param="publicRepositories=tools/*".',
  ChangeRepositories:
    'Never what is tagged watchkeeper:mode off or observe. Narrow it with --param="repositories=shop/*".',
  SetScanningOfRegistry:
    'AWS offers no resource to narrow it to: the registry has one set of scanning rules.',
  ReadWhatRunsInEcs: 'Reads only. What is not seen to use an image may lose it.',
  ReadWhatRunsElsewhere:
    'Reads only, and all of it: AWS shows the image of a function with its settings and a link to its code.',
  ReadContainerLogs: 'Reads only. Narrow it with --param="logGroups=/ecs/*".',
  RunTasksAgain:
    'Limited to clusters by condition, and never what is tagged watchkeeper:mode off or observe. Narrow it with --param="clusters=prod-*".',
  TagTasksAsTheyStart:
    'Only a task that this very call starts, and only with the two tags that say which incident and which task it is for.',
  ChangeServices:
    'Limited to clusters by condition, and never what is tagged watchkeeper:mode off or observe.',
  AnswerPausedDeployments:
    'Limited to clusters by condition, and never of a service that is tagged watchkeeper:mode off or observe.',
  ReadServicesAndCapacity: 'Reads only. What an alarm is about is not known before it rings.',
  ReadAlarmTags: 'Reads only. Which alarm rings is not known before.',
  ReadMuteRules: 'Reads only. A mute rule of any name may be about an alarm.',
  ChangeScalingOfServices:
    'Only how ECS services scale, and never what is tagged watchkeeper:mode off or observe. AWS names these targets by random ids.',
  KeepAlarmsOfPolicies:
    'Only the alarms of scaling policies: AWS names those of target tracking like that, and we those of step policies.',
  ChangeGroups:
    'Never what is tagged watchkeeper:mode off or observe. Narrow it with --param="autoScalingGroups=ecs-*".',
  ChangeCapacityProviders: 'Never what is tagged watchkeeper:mode off or observe.',
  ReadImages: 'Reads only, and no layers. Which images tasks cannot pull is not known before they do.',
  RestoreImages:
    'Never in a repository that is tagged watchkeeper:mode off or observe. It may move images into the archive as well, which IAM cannot tell apart. Narrow it with --param="repositories=shop/*".',
  HandTasksTheirRoles: 'Only to ECS tasks. Narrow it with --param="taskRoles=ecs-*".',
};

function playbooksAndActions(domain: Domain): readonly Declared[] {
  const own = PLAYBOOKS.filter((playbook) => playbook.domain === domain);
  const kinds = [...new Set(own.flatMap(({ actions }) => actions))].sort();
  return [
    ...own.map(({ id, permissions }) => ({ by: `playbook ${id}`, actions: permissions })),
    ...kinds.map((kind) => ({ by: `action ${kind}`, actions: ACTION_PERMISSIONS[kind] })),
  ];
}
