import { causeOf } from '../../causes/index.ts';
import { nameSecret } from '../../causes/secret.ts';
import { taskId } from '../../domain/arn.ts';
import type { Attempt, Check, Plan } from '../../domain/decision.ts';
import type { FleetReads } from '../../domain/fleet.ts';
import type { NetworkConfiguration } from '../../domain/fleet-action.ts';
import { fleetTargetOf } from '../../domain/incident.ts';
import type { Mark } from '../../domain/mark.ts';
import type { Evidence, Gathered, PlaybookResponse, Situation } from '../../domain/playbook.ts';
import type { TaskState } from '../../domain/signal.ts';
import type { RerunSettings } from '../rerun-failed-task.ts';
import { deadTask, failedContainer } from './crash-evidence.ts';
import { decideReruns } from './rerun-decision.ts';
import type { FailedTask, LaggingTask, RerunFacts } from './rerun-facts.ts';

/** So many failed tasks of one family are looked at in one round (DescribeTasks' limit for one call). */
const TASKS_READ = 100;
/** Of those, so many are looked into: first the ones that a restart can help. The next round takes the next. */
const TASKS_JUDGED = 12;

export const rerunResponse: PlaybookResponse<RerunSettings, RerunFacts> = {
  gather,
  decide: decideReruns,
  verify: (plan, situation, reads, { steadySeconds }, now) =>
    checkReruns(plan, situation, reads, steadySeconds, now),
};

async function gather(
  situation: Situation,
  reads: FleetReads,
  config: RerunSettings,
): Promise<Gathered<RerunFacts>> {
  const { incident, record, attempts } = situation;
  const { clusterArn, name } = fleetTargetOf(incident);
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
  const lagging = laggingTasks(record.marks, tasks);
  const { id: incidentId, playbook } = incident;
  const facts = { incidentId, playbook, failed, lagging, capacityProviders };
  const seen = record.marks.map((mark) => mark.id);
  return { facts, evidence, tags, group: record.marks.at(-1)?.group ?? '', seen };
}

/** DescribeTasks may be older than the event that says a task has stopped. */
export function laggingTasks(marks: readonly Mark[], tasks: readonly TaskState[]): readonly LaggingTask[] {
  const alive = tasks.filter((task) => task.lastStatus !== 'STOPPED').map((task) => task.taskId);
  return marks.filter(({ id }) => alive.includes(id)).map(({ id, at }) => ({ taskId: id, stoppedAt: at }));
}

function isCurable(task: TaskState): boolean {
  return causeOf(task)?.retryable === true;
}

/** What a rerun needs to know. `configured`: its network, where nothing else tells it. */
export async function describeFailure(
  task: TaskState,
  reads: FleetReads,
  configured: NetworkConfiguration | undefined,
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
export async function checkReruns(
  plan: Plan,
  { incident, attempts }: Situation,
  reads: FleetReads,
  steadySeconds: number,
  now: number,
): Promise<Check> {
  const arns = attempts.slice(-plan.actions.length).flatMap(newTask);
  const tasks = await reads.tasks(fleetTargetOf(incident).clusterArn, arns);
  const checks = tasks.map((task) => checkRerun(task, steadySeconds, now));
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
