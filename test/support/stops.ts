/** An EventBridge event of a Fargate task that ended, as ECS sends it, reduced to what is read. */
export interface Stop {
  readonly task: string;
  readonly service?: string;
  readonly family?: string;
  readonly revision?: number;
  readonly at?: string;
  readonly exitCode?: number;
  readonly version?: number;
}

const PREFIX = 'arn:aws:ecs:eu-west-1:123456789012';

export function stopEvent({
  task,
  service,
  family,
  revision = 1,
  at,
  exitCode = 1,
  version = 7,
}: Stop): object {
  const time = at ?? '2026-11-23T09:59:00Z';
  const name = service ?? family ?? 'job';
  const taskArn = `${PREFIX}:task/prod/${task}`;
  return {
    version: '0',
    id: `event-${task}`,
    'detail-type': 'ECS Task State Change',
    source: 'aws.ecs',
    account: '123456789012',
    time,
    region: 'eu-west-1',
    resources: [taskArn],
    detail: {
      taskArn,
      clusterArn: `${PREFIX}:cluster/prod`,
      taskDefinitionArn: `${PREFIX}:task-definition/${name}:${revision}`,
      group: service ? `service:${service}` : `family:${name}`,
      startedBy: service ? 'ecs-svc/1234567890123456789' : 'run-task',
      lastStatus: 'STOPPED',
      desiredStatus: 'STOPPED',
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      stoppedAt: time,
      launchType: 'FARGATE',
      containers: [{ name: 'app', image: `${name}:1`, lastStatus: 'STOPPED', exitCode }],
      version,
    },
  };
}

/** Thirty-two hex digits, as task ids are. */
export function taskId(number: number): string {
  return number.toString(16).padStart(32, '0');
}
