import type { FindingSignal, ImageScanSignal, ImageSignal } from '../../shared/domain/image-signal.ts';
import {
  type AlarmSignal,
  type ContainerInstanceSignal,
  type HookSignal,
  isTaskSignal,
  type ServiceSignal,
  type Signal,
  type TaskSignal,
} from '../../shared/domain/signal.ts';

/** What happened, to what, where and when. Holds text of the event: clean it before it is shown. */
export function signalWords(signal: Signal): string {
  const when = signal.occurredAt.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
  return `${subjectWords(signal)}, ${when}`;
}

function subjectWords(signal: Signal): string {
  if (isTaskSignal(signal)) return taskWords(signal);
  if ('vulnerabilities' in signal)
    return `Rollback of service ${signal.service} in ${signal.cluster} requested`;
  if ('service' in signal) return serviceWords(signal);
  if ('counts' in signal) return scanWords(signal);
  if ('call' in signal) return `Call ${signal.call} ${signal.repository}`.trim();
  if ('repository' in signal) return imageWords(signal);
  if ('findingArn' in signal) return findingWords(signal);
  if ('alarm' in signal) return alarmWords(signal);
  return 'schedule' in signal ? `The schedule ${signal.schedule} came due` : instanceWords(signal);
}

function taskWords({ kind, task }: TaskSignal): string {
  const owner = task.service ? ` of service ${task.service}` : '';
  const revision = task.taskDefinition ? ` (${task.taskDefinition})` : '';
  return `Task ${task.taskId.slice(0, 12)}${owner}${revision} in ${task.cluster} ${verbOf(kind, task.lastStatus)}`;
}

function verbOf(kind: TaskSignal['kind'], lastStatus: string): string {
  switch (kind) {
    case 'ecs.task-stopped':
      return 'stopped';
    case 'ecs.task-stopping':
      return 'is stopping';
    case 'ecs.task-running':
      return 'runs';
    case 'ecs.task-progress':
      return `is ${lastStatus}`;
  }
}

function serviceWords({ service, cluster, eventName, reason }: HookSignal | ServiceSignal): string {
  return `Service ${service} in ${cluster}: ${eventName}${reason ? `, ${reason.replace(/\.\s*$/, '')}` : ''}`;
}

function imageWords({ repository, tag, digest = '', action }: ImageSignal): string {
  return `Image ${nameOf(repository, tag, digest)}: ${action}`;
}

function scanWords({ repository, tags, digest, status, counts }: ImageScanSignal): string {
  const found = `${counts.CRITICAL} critical and ${counts.HIGH} high findings`;
  return `Scan of image ${nameOf(repository, tags[0], digest)}: ${status}, ${found}`;
}

function findingWords({ vulnerability, type, status, image }: FindingSignal): string {
  const where = image ? ` in image ${nameOf(image.repository, image.tags[0], image.digest)}` : '';
  return `${vulnerability?.id ?? type}${where} is ${status}`;
}

function nameOf(repository: string, tag: string | undefined, digest: string): string {
  return `${repository}${tag ? `:${tag}` : `@${digest.slice(0, 19)}`}`;
}

function alarmWords({ alarm }: AlarmSignal): string {
  return `Alarm ${alarm.name} is ${alarm.state}`;
}

function instanceWords({ containerInstanceArn, ec2InstanceId, ...signal }: ContainerInstanceSignal): string {
  const name = ec2InstanceId ?? containerInstanceArn.slice(containerInstanceArn.lastIndexOf('/') + 1);
  const agent = signal.agentConnected === false ? ', its agent is out of contact' : '';
  return `Host ${name} in ${signal.cluster} is ${signal.status ?? 'reported'}${agent}`;
}
