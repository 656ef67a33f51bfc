import * as z from 'zod/mini';
import { causeOf } from '../causes/index.ts';
import { nameSecret } from '../causes/secret.ts';
import { taskId } from '../domain/arn.ts';
import type { Cause } from '../domain/cause.ts';
import type { Attempt, Check, Plan, Triage } from '../domain/decision.ts';
import type { FleetReads } from '../domain/fleet.ts';
import type { Evidence, Gathered, Playbook, Situation } from '../domain/playbook.ts';
import type { Signal, TaskState } from '../domain/signal.ts';
import { deadTask, failedContainer } from './ecs/crash-evidence.ts';
import { decideReruns, type FailedTask, type RerunFacts } from './ecs/rerun-decision.ts';
import { familyTarget } from './ecs/targets.ts';

const network = z.strictObject({
  subnets: z.array(z.string()).check(z.minLength(1)),
  securityGroups: z.array(z.string()).check(z.minLength(1)),
  assignPublicIp: z._default(z.enum(['ENABLED', 'DISABLED']), 'DISABLED'),
});

const settings = z.strictObject({
  /** Start a failed task again at most so many times. */
  tries: z._default(z.int().check(z.minimum(1), z.maximum(10)), 3),
  /** Wait so long before the first rerun, twice as long before the next; Spot and host failures do not wait. */
  backoffSeconds: z._default(z.int().check(z.minimum(0), z.maximum(3600)), 60),
  /** A rerun has held when it ran so long, or finished with 0. */
  steadySeconds: z._default(z.int().check(z.minimum(10), z.maximum(3600)), 60),
  verifyMinutes: z._default(z.int().check(z.minimum(1), z.maximum(240)), 15),
  comeBackMinutes: z._default(z.int().check(z.minimum(1), z.maximum(1440)), 10),
  /** Where to run instead, by the capacity provider that failed; the cluster must have it. */
  capacityFallback: z._default(z.record(z.string(), z.string()), { FARGATE_SPOT: 'FARGATE' }),
  /** After out-of-memory, give the container so much more by override; 0 = do not rerun then. */
  memoryIncreasePercent: z._default(z.int().check(z.minimum(0), z.maximum(300)), 0),
  /** By task family: for tasks whose network no rule, schedule or interface tells. */
  network: z._default(z.record(z.string(), network), {}),
  /** Tell again of a family that nobody fixed after so many hours. */
  remindHours: z._default(z.int().check(z.minimum(1), z.maximum(168)), 4),
});
export type RerunSettings = z.infer<typeof settings>;

/** So many failed tasks of one family are looked at in one round (DescribeTasks' limit for one call). */
const TASKS_READ = 100;
/** Of those, so many are looked into: first the ones that a restart can help. The next round takes the next. */
const TASKS_JUDGED = 12;
/** Who starts a task and retries it by itself: a second rerun would run the job twice. */
const RETRIES_ITSELF: readonly RegExp[] = [/^AWS Step Functions/i, /^AWS Batch/i];
/** AWS Batch names its clusters `<environment>_Batch_<uuid>`. */
const BATCH_CLUSTER = /_Batch_[0-9a-f-]{36}$/;

export const rerunFailedTask: Playbook<RerunSettings, RerunFacts> = {
  id: 'rerun-failed-task',
  summary: 'Run a standalone or scheduled task again when a restart can help',
  hears: ['ecs.task-stopped'],
  settings,
  permissions: [
    'ecs:DescribeTasks',
    'ecs:DescribeTaskDefinition',
    'ecs:DescribeClusters',
    'events:ListRules',
    'events:ListTargetsByRule',
    'scheduler:GetSchedule',
    'scheduler:ListSchedules',
    'ec2:DescribeNetworkInterfaces',
  ],
  actions: ['ecs.run-task'],
  triage,
  gather,
  decide: decideReruns,
  verify,
  quietSeconds: (outcome, { remindHours }) => (outcome.type === 'held' ? undefined : remindHours * 3600),
};

function triage(signal: Signal, cause: Cause | null): Triage {
  if (signal.kind !== 'ecs.task-stopped') return ignore('only stopped tasks are rerun');
  const { task } = signal;
  if (task.service || task.startedBy?.startsWith('ecs-svc/')) {
    return ignore(`a task of service ${task.service ?? 'unknown'}: ECS replaces it by itself`);
  }
  if (!cause || cause.expected) return ignore(cause?.summary ?? 'the task has not stopped');
  if (
    RETRIES_ITSELF.some((starter) => starter.test(task.startedBy ?? '')) ||
    BATCH_CLUSTER.test(task.cluster)
  ) {
    return ignore(`started by ${task.startedBy ?? 'AWS Batch'}, which retries by itself`);
  }
  if (!task.taskDefinition) return ignore('the event names no task definition, so it cannot be run again');
  const group = groupOf(task.taskDefinition, cause);
  return {
    type: 'respond',
    target: familyTarget(signal, task.taskDefinition),
    mark: { at: task.stoppedAt ?? signal.occurredAt, id: task.taskId, group, data: cause.code },
    severity: 'warning',
    reason: cause.summary,
  };
}

async function gather(
  situation: Situation,
  reads: FleetReads,
  config: RerunSettings,
): Promise<Gathered<RerunFacts>> {
  const { incident, record, attempts } = situation;
  const { clusterArn, name } = incident.target;
  const replaced = attempts.flatMap(({ action }) =>
    action.kind === 'ecs.run-task' ? taskId(action.replaces) : [],
  );
  const failures = [...record.marks.map((mark) => mark.id), ...attempts.flatMap(newTask).map(taskId)];
  const open = [...new Set(failures)].filter((id) => !replaced.includes(id));
  const tasks = await reads.tasks(clusterArn, open.slice(0, TASKS_READ));
  const stopped = tasks.filter((task) => task.lastStatus === 'STOPPED' && causeOf(task)?.code !== 'finished');
  const curable = stopped.toSorted((a, b) => Number(isCurable(b)) - Number(isCurable(a)));
  const failed: FailedTask[] = [];
  for (const task of curable.slice(0, TASKS_JUDGED)) {
    failed.push(await describeFailure(task, reads, config.network[name]));
  }
  const cluster = await reads.cluster(clusterArn);
  const evidence = rerunEvidence(name, record.marks.length, failed);
  const capacityProviders = cluster?.capacityProviders ?? [];
  const tags = failed[0]?.tags ?? {};
  const facts = { incidentId: incident.id, failed, capacityProviders, attempts };
  return { facts, evidence, tags, group: record.marks.at(-1)?.group ?? '' };
}

/** Told of once, the same cause in the same revision is no news; another cause is. */
function groupOf(taskDefinition: string, cause: Cause): string {
  return `${taskDefinition} ${cause.code}`;
}

function isCurable(task: TaskState): boolean {
  return causeOf(task)?.retryable === true;
}

async function describeFailure(
  task: TaskState,
  reads: FleetReads,
  configured: z.infer<typeof network> | undefined,
): Promise<FailedTask> {
  const definition = task.taskDefinitionArn ? await reads.taskDefinition(task.taskDefinitionArn) : undefined;
  const needsNetwork = definition?.networkMode === 'awsvpc';
  const found = needsNetwork ? (configured ?? (await reads.network(task))) : undefined;
  return {
    task,
    cause: nameSecret(causeOf(task), definition),
    definitionStatus: definition?.status ?? 'missing',
    needsNetwork,
    network: found ?? null,
    memory: Object.fromEntries(definition?.containers.map((one) => [one.name, one.memory ?? null]) ?? []),
    tags: definition?.tags ?? {},
  };
}

function rerunEvidence(name: string, failures: number, failed: readonly FailedTask[]): Evidence {
  const newest = failed.at(-1);
  const culprit = newest && failedContainer(newest.task);
  const revision = newest?.task.taskDefinition;
  return {
    headline: `${name} failed`,
    failures,
    ...(newest?.cause && { cause: newest.cause }),
    ...(newest?.task.stoppedAt && {
      lastAt: newest.task.stoppedAt,
      firstAt: failed[0]?.task.stoppedAt ?? '',
    }),
    ...(revision && { revision }),
    ...(culprit?.image && { image: culprit.image }),
    exitCodes: failed.flatMap(({ task }) => task.containers.flatMap(({ exitCode }) => exitCode || [])),
    ...(newest && culprit && { deadTask: deadTask(newest.task, culprit.name) }),
  };
}

/** Every rerun of the plan must have reached RUNNING and stayed, or have finished with 0. */
async function verify(
  plan: Plan,
  { incident, attempts }: Situation,
  reads: FleetReads,
  config: RerunSettings,
  now: number,
): Promise<Check> {
  const arns = attempts.slice(-plan.actions.length).flatMap(newTask);
  const tasks = await reads.tasks(incident.target.clusterArn, arns);
  const checks = tasks.map((task) => checkRerun(task, config.steadySeconds, now));
  const failed = checks.find((check) => check.type === 'failed');
  if (failed) return failed;
  const held = checks.filter((check) => check.type === 'held');
  const reason = checks.map((check) => check.reason).join('; ') || 'ECS does not show the new task yet';
  if (held.length < arns.length) return { type: 'waiting', reason };
  return { type: 'held', reason, final: held.every((check) => check.final) };
}

function checkRerun(task: TaskState, steadySeconds: number, now: number): Check {
  if (task.lastStatus === 'STOPPED') {
    const cause = causeOf(task);
    const reason = cause?.summary ?? 'it stopped';
    return cause?.code === 'finished' ? { type: 'held', reason, final: true } : { type: 'failed', reason };
  }
  const runsFor = task.startedAt ? Math.floor((now - Date.parse(task.startedAt)) / 1000) : 0;
  if (task.lastStatus !== 'RUNNING')
    return { type: 'waiting', reason: `task ${short(task)} is ${task.lastStatus}` };
  return {
    type: runsFor >= steadySeconds ? 'held' : 'waiting',
    reason: `task ${short(task)} runs for ${runsFor} s`,
  };
}

function short({ taskId }: TaskState): string {
  return taskId.slice(0, 8);
}

function newTask({ result }: Attempt): string[] {
  return result.type === 'done' && result.after ? [result.after] : [];
}

function ignore(reason: string): Triage {
  return { type: 'ignore', reason };
}
