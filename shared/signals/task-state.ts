import { shortTaskDefinition } from '../domain/arn.ts';
import type { Container, TaskState } from '../domain/signal.ts';
import {
  type Fields,
  fieldsOf,
  fitting,
  objects,
  optionalBoolean,
  optionalNumber,
  optionalText,
  pathOf,
  present,
  requiredText,
} from './decode.ts';
import { optionalJson } from './decode-json.ts';
import { NAME, optionalInstant, requiredEcsArn } from './identity.ts';

/** ECS allows ten containers in a task; far more than that is not worth remembering. */
const CONTAINERS_CAP = 100;
const SERVICE_GROUP = 'service:';
const ANY_TEXT = /\S/;
const TASK_DEFINITION = /^arn:aws[a-z-]*:ecs:[a-z0-9-]+:[\w#*]+:task-definition\/[\w#*-]{1,255}:\d{1,10}$/;

/**
 * A task as the event's `detail` or the SDK's DescribeTasks tells it: both name the fields alike. `where` begins
 * every error. Throws MalformedEventError when the identity is not sane or a field has the wrong type.
 */
export function taskState(detail: unknown, where: string): TaskState {
  const from = fieldsOf(detail, where);
  const task = requiredEcsArn(from, 'taskArn', 'task');
  const cluster = requiredEcsArn(from, 'clusterArn', 'cluster');
  return {
    taskArn: task.arn,
    taskId: task.name,
    clusterArn: cluster.arn,
    cluster: cluster.name,
    lastStatus: requiredText(from, 'lastStatus', ANY_TEXT, "a status such as 'STOPPED'"),
    containers: objects(from, 'containers', CONTAINERS_CAP).map(container),
    ...present({
      ...definitionOf(from),
      ...ownerOf(from),
      ...textsOf(from),
      ...interfaceOf(from),
      ...timesOf(from),
      enableExecuteCommand: optionalBoolean(from, 'enableExecuteCommand'),
      overrides: optionalJson(from, 'overrides'),
    }),
  };
}

function container(from: Fields): Container {
  return {
    name: requiredText(from, 'name', ANY_TEXT, 'the name of a container'),
    ...present({
      image: optionalText(from, 'image'),
      imageDigest: optionalText(from, 'imageDigest'),
      lastStatus: optionalText(from, 'lastStatus'),
      exitCode: optionalNumber(from, 'exitCode'),
      reason: optionalText(from, 'reason'),
    }),
  };
}

function definitionOf(from: Fields) {
  const key = 'taskDefinitionArn';
  const text = optionalText(from, key);
  if (text === undefined) return {};
  const taskDefinitionArn = fitting(
    text,
    pathOf(from, key),
    TASK_DEFINITION,
    'the ARN of a task definition revision',
  );
  return { taskDefinitionArn, taskDefinition: shortTaskDefinition(taskDefinitionArn) };
}

/** The service's name stands only in the group; a name that is not one must not pass for a standalone task. */
function ownerOf(from: Fields) {
  const group = optionalText(from, 'group');
  const startedBy = optionalText(from, 'startedBy');
  if (!group?.startsWith(SERVICE_GROUP)) return { group, startedBy };
  const name = group.slice(SERVICE_GROUP.length);
  const service = fitting(name, pathOf(from, 'group'), NAME, "'service:' and the name of a service");
  return { group, startedBy, service };
}

function textsOf(from: Fields) {
  return {
    desiredStatus: optionalText(from, 'desiredStatus'),
    stopCode: optionalText(from, 'stopCode'),
    stoppedReason: optionalText(from, 'stoppedReason'),
    launchType: optionalText(from, 'launchType'),
    capacityProvider: optionalText(from, 'capacityProviderName'),
    platformVersion: optionalText(from, 'platformVersion'),
    availabilityZone: optionalText(from, 'availabilityZone'),
    containerInstanceArn: optionalText(from, 'containerInstanceArn'),
    cpu: optionalText(from, 'cpu'),
    memory: optionalText(from, 'memory'),
  };
}

/** The event calls the attachment `eni`, DescribeTasks calls it `ElasticNetworkInterface`. */
function interfaceOf(from: Fields) {
  const eni = objects(from, 'attachments', CONTAINERS_CAP).find((attachment) =>
    ['eni', 'ElasticNetworkInterface'].includes(optionalText(attachment, 'type') ?? ''),
  );
  if (!eni) return {};
  const details = objects(eni, 'details', CONTAINERS_CAP);
  const detailOf = (name: string): string | undefined => {
    const entry = details.find((detail) => optionalText(detail, 'name') === name);
    return entry && optionalText(entry, 'value');
  };
  return { subnetId: detailOf('subnetId'), networkInterfaceId: detailOf('networkInterfaceId') };
}

function timesOf(from: Fields) {
  return {
    createdAt: optionalInstant(from, 'createdAt'),
    startedAt: optionalInstant(from, 'startedAt'),
    stoppingAt: optionalInstant(from, 'stoppingAt'),
    stoppedAt: optionalInstant(from, 'stoppedAt'),
  };
}
