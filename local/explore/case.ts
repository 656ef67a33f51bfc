import type { Config } from '../../shared/domain/config.ts';
import type { IncidentRef } from '../../shared/domain/incident.ts';
import { incidentKey } from '../../shared/domain/incident.ts';
import { decodeConfig } from '../../shared/runtime/config/index.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';
export const ONCALL = 'U01ONCALL1';
export const START = Date.parse('2026-11-23T09:30:00Z');
const ARN = `arn:aws:ecs:${REGION}:${ACCOUNT}`;
export const CLUSTER_ARN = `${ARN}:cluster/prod`;
export const SERVICE_ARN = `${ARN}:service/prod/payments-api`;
export const GOOD = `${ARN}:task-definition/payments-api:41`;
export const BAD = `${ARN}:task-definition/payments-api:42`;
/** What somebody deploys by hand meanwhile. */
export const OTHER = `${ARN}:task-definition/payments-api:43`;
/** Budgets so tight that a second act would break them. */
export const ACTS_PER_HOUR = 1;

/** Two failures open an incident, every change is asked for, and all watches are as short as they may be. */
export function exploredConfig(): Config {
  return decodeConfig(
    `mode: ask
approvers: [${ONCALL}]
approval: { expiresMinutes: 5 }
cooldownMinutes: 0
budgets: { perAccountPerHour: ${ACTS_PER_HOUR} }
playbooks: { stop-crash-loop: { settings: { failures: 2, verifyMinutes: 1, comeBackMinutes: 1 } } }
`,
    'watchkeeper.yml',
  );
}

export const KEY = incidentKey('stop-crash-loop', {
  kind: 'service',
  account: ACCOUNT,
  region: REGION,
  partition: 'aws',
  clusterArn: CLUSTER_ARN,
  cluster: 'prod',
  name: 'payments-api',
});
/** As triage says it of two failures within ten minutes. */
export const TRIGGER: IncidentRef['trigger'] = {
  type: 'count',
  reason: 'failures',
  windowSeconds: 600,
  threshold: 2,
};

/** A task of the failing revision that exited, as ECS tells of it. */
export function failureEvent(task: string, at: string): object {
  const taskArn = `${ARN}:task/prod/${task}`;
  return {
    version: '0',
    id: `event-${task}`,
    'detail-type': 'ECS Task State Change',
    source: 'aws.ecs',
    account: ACCOUNT,
    time: at,
    region: REGION,
    resources: [taskArn],
    detail: {
      taskArn,
      clusterArn: CLUSTER_ARN,
      taskDefinitionArn: BAD,
      group: 'service:payments-api',
      startedBy: 'ecs-svc/1234567890123456789',
      lastStatus: 'STOPPED',
      desiredStatus: 'STOPPED',
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      stoppedAt: at,
      launchType: 'FARGATE',
      containers: [{ name: 'app', image: 'payments-api:1', lastStatus: 'STOPPED', exitCode: 1 }],
      version: 7,
    },
  };
}

/** Task ids are 32 hex digits. */
export function taskName(number: number): string {
  return number.toString(16).padStart(32, '0');
}
