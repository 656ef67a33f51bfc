import { causeOf } from '../../shared/causes/index.ts';
import { planHash } from '../../shared/domain/action.ts';
import type { Plan } from '../../shared/domain/decision.ts';
import type { DeployRevision } from '../../shared/domain/fleet-action.ts';
import { incidentKey } from '../../shared/domain/incident.ts';
import type { Evidence } from '../../shared/domain/playbook.ts';
import type { TaskState } from '../../shared/domain/signal.ts';
import type { Target } from '../../shared/domain/target.ts';
import type { IncidentView } from '../../shared/domain/view.ts';

/** One crash loop, for the picture and for tests: asked about at 10:06, well again at 10:08, and still so at 10:18. */

const ARN = 'arn:aws:ecs:eu-west-1:123456789012';
const CLUSTER_ARN = `${ARN}:cluster/prod`;

const target: Target = {
  kind: 'service',
  account: '123456789012',
  region: 'eu-west-1',
  partition: 'aws',
  clusterArn: CLUSTER_ARN,
  cluster: 'prod',
  name: 'payments-api',
};

const rollback: Omit<DeployRevision, 'inverse'> = {
  kind: 'ecs.deploy-revision',
  target: `${ARN}:service/prod/payments-api`,
  clusterArn: CLUSTER_ARN,
  risk: 'medium',
  service: 'payments-api',
  from: `${ARN}:task-definition/payments-api:42`,
  to: `${ARN}:task-definition/payments-api:41`,
};

const plan: Plan = {
  type: 'act',
  reason: 'payments-api:42 failed 5 times in 4 min; payments-api:41 was the last steady revision',
  actions: [{ ...rollback, inverse: { ...rollback, from: rollback.to, to: rollback.from } }],
  success: 'all 6 tasks run payments-api:41, and payments-api:42 is gone',
  deadlineSeconds: 900,
  holdSeconds: 600,
};

const deadTask: TaskState = {
  taskArn: `${ARN}:task/prod/5f2c8d7e9a1b4c6d8e0f1a2b3c4d5e6f`,
  taskId: '5f2c8d7e9a1b4c6d8e0f1a2b3c4d5e6f',
  clusterArn: CLUSTER_ARN,
  cluster: 'prod',
  lastStatus: 'STOPPED',
  containers: [
    { name: 'app', exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
  ],
};

const cause = causeOf(deadTask);

const evidence: Evidence = {
  headline: 'payments-api is crash-looping',
  ...(cause && { cause }),
  failures: 5,
  firstAt: '2026-03-04T10:02:10Z',
  lastAt: '2026-03-04T10:06:02Z',
  desired: 6,
  running: 1,
  revision: 'payments-api:42',
  lastSteady: 'payments-api:41',
  image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/payments-api:2.14.0',
  deployedAt: '2026-03-04T09:57:20Z',
  deployedBy: 'ci-bot',
  exitCodes: [137],
  deadTask: { task: deadTask, container: 'app' },
};

export const exampleAsking: IncidentView = {
  incident: {
    key: incidentKey('stop-crash-loop', target),
    id: 'inc-7f3a9c2e51b80d46',
    generation: 1,
    playbook: 'stop-crash-loop',
    target,
    severity: 'critical',
    openedAt: '2026-03-04T10:06:02Z',
    trigger: { type: 'count', reason: 'it keeps failing', windowSeconds: 600, threshold: 5 },
  },
  phase: 'asking',
  at: '2026-03-04T10:06:05Z',
  evidence,
  logTail: [
    '10:05:58 INFO  loading 1,204,332 ledger rows into the cache',
    '10:06:00 WARN  heap 498 MiB of 512 MiB, GC took 1.9 s',
    '10:06:01 ERROR connect postgres://payments:hunter2@db.internal:5432/ledger timed out',
  ],
  reason: plan.reason,
  plan,
  verdict: {
    type: 'ask',
    by: 'mode',
    reason: 'mode ask from the cluster rule "prod"',
    approvers: ['U024BE7LH'],
  },
  attempts: [],
  approval: {
    planHash: planHash(plan.actions),
    expiresAt: '2026-03-04T10:21:05Z',
    snoozeMinutes: 30,
  },
  budget: { used: 0, limit: 10 },
  cooldownMinutes: 30,
};

export const exampleResolved: IncidentView = {
  ...exampleAsking,
  phase: 'closed',
  at: '2026-03-04T10:18:24Z',
  fixedAt: '2026-03-04T10:08:14Z',
  evidence: { ...evidence, running: 6 },
  attempts: plan.actions.map((action) => ({
    action,
    result: { type: 'done', reason: 'ECS took it', before: 'payments-api:42', after: 'payments-api:41' },
    at: '2026-03-04T10:07:12Z',
  })),
  answer: { type: 'approved', by: 'U024BE7LH', at: '2026-03-04T10:07:09Z' },
  outcome: { type: 'held', reason: '6 of 6 tasks run payments-api:41' },
  budget: { used: 1, limit: 10 },
};

/** The names of the people in the example. */
export const EXAMPLE_PEOPLE: Readonly<Record<string, string>> = { U024BE7LH: 'ana' };
