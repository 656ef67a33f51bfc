import * as z from 'zod/mini';
import { shortTaskDefinition } from '../domain/arn.ts';
import { type Cause, clause } from '../domain/cause.ts';
import type { Attempt, Triage } from '../domain/decision.ts';
import type { FleetReads, SteadyRevision } from '../domain/fleet.ts';
import type { Gathered, Playbook, Situation } from '../domain/playbook.ts';
import type { Signal } from '../domain/signal.ts';
import { crashEvidence } from './ecs/crash-evidence.ts';
import { checkRemedy } from './ecs/crash-loop-check.ts';
import { type CrashLoopFacts, decideRemedy } from './ecs/crash-loop-decision.ts';
import { rollbackCandidates } from './ecs/remedy.ts';
import { NO_REVISION, streaks } from './ecs/streak.ts';
import { serviceTarget } from './ecs/targets.ts';

const minutes = (fallback: number) => z._default(z.int().check(z.minimum(1), z.maximum(1440)), fallback);

const settings = z.strictObject({
  /** Respond after so many failed tasks of one task definition within the window. */
  failures: z._default(z.int().check(z.minimum(2), z.maximum(100)), 5),
  windowMinutes: minutes(10),
  remedy: z._default(z.enum(['roll-back', 'scale-to-zero', 'tell']), 'roll-back'),
  /** Give up waiting for a steady service after so long. */
  verifyMinutes: minutes(15),
  /** Then watch so long whether it comes back. */
  comeBackMinutes: minutes(10),
  /** Tell again of a revision that nobody fixed after so many hours. */
  remindHours: z._default(z.int().check(z.minimum(1), z.maximum(168)), 24),
});
export type CrashLoopSettings = z.infer<typeof settings>;

/** What hosts, registries and networks do is no fault of the revision, and ECS replaces service tasks by itself. */
const NOT_THE_REVISION: readonly string[] = [
  'spot-interrupted',
  'host-retired',
  'host-lost',
  'infrastructure-unhealthy',
  'no-capacity',
  'image-rate-limited',
  'network-interface-failed',
];
/** So many of the newest dead tasks are looked at for the cause. */
const TASKS_READ = 5;
/** So many revisions are tried for a rollback. */
const CANDIDATES_READ = 3;

export const stopCrashLoop: Playbook<CrashLoopSettings, CrashLoopFacts> = {
  id: 'stop-crash-loop',
  summary: 'Stop a service whose tasks keep failing, by rolling back to the last revision that was steady',
  hears: ['ecs.task-stopped', 'ecs.service-action'],
  settings,
  permissions: [
    'ecs:DescribeServices',
    'ecs:DescribeTasks',
    'ecs:ListServiceDeployments',
    'ecs:DescribeServiceRevisions',
    'ecs:DescribeTaskDefinition',
  ],
  actions: ['ecs.deploy-revision', 'ecs.set-desired-count'],
  triage,
  gather,
  decide: decideRemedy,
  verify: (plan, situation, reads, { failures }) => checkRemedy(plan, situation, reads, failures),
  quietSeconds: (outcome, { remindHours }) => (outcome.type === 'held' ? 0 : remindHours * 3600),
};

function triage(signal: Signal, cause: Cause | null, config: CrashLoopSettings): Triage {
  if (signal.kind === 'ecs.service-action') {
    if (signal.eventName !== 'SERVICE_TASK_START_IMPAIRED')
      return ignore(`${signal.eventName} needs no answer`);
    const mark = { at: signal.occurredAt, id: signal.id, group: NO_REVISION };
    const target = serviceTarget(signal, signal.service);
    return { type: 'respond', target, mark, severity: 'critical', reason: 'ECS cannot start its tasks' };
  }
  if (signal.kind !== 'ecs.task-stopped') return ignore('only stopped tasks count');
  const { task } = signal;
  if (!task.service) return ignore('not a task of a service');
  if (!cause || cause.expected) return ignore(cause?.summary ?? 'the task has not stopped');
  if (NOT_THE_REVISION.includes(cause.code)) {
    return ignore(`${clause(cause)}; ECS replaces the task by itself, and no revision is at fault`);
  }
  const group = task.taskDefinition ?? 'unknown';
  return {
    type: 'count',
    target: serviceTarget(signal, task.service),
    mark: { at: task.stoppedAt ?? signal.occurredAt, id: task.taskId, group, data: cause.code },
    windowSeconds: config.windowMinutes * 60,
    threshold: config.failures,
    severity: 'critical',
    reason: cause.summary,
  };
}

async function gather(
  { incident, record, attempts }: Situation,
  reads: FleetReads,
  { windowMinutes, failures }: CrashLoopSettings,
): Promise<Gathered<CrashLoopFacts>> {
  const { clusterArn, name } = incident.target;
  const service = await reads.service(clusterArn, name);
  const found = streaks(record, windowMinutes * 60);
  const failing =
    actedOn(attempts) ?? found[0]?.group ?? (service && shortTaskDefinition(service.taskDefinitionArn));
  const marks = found.find(({ group }) => group === failing)?.marks ?? [];
  const ids = marks.slice(-TASKS_READ).map(({ id }) => id);
  const dead = await reads.tasks(clusterArn, ids);
  const arn = dead[0]?.taskDefinitionArn ?? service?.taskDefinitionArn;
  const definition =
    arn && shortTaskDefinition(arn) === failing ? await reads.taskDefinition(arn) : undefined;
  const bad = found.filter((streak) => streak.marks.length >= failures).map(({ group }) => group);
  const steady = service ? await reads.steadyRevisions(clusterArn, name) : [];
  const rollback = await firstActive(rollbackCandidates(steady, [failing ?? '', ...bad]), reads);
  const seen = { name, service, failing: failing ?? 'unknown', marks, dead, definition, rollback };
  const evidence = crashEvidence(seen);
  const facts = {
    service: service ?? null,
    failing: seen.failing,
    failures: marks.length,
    firstAt: marks[0]?.at ?? null,
    cause: evidence.cause ?? null,
    rollback,
    attempts,
  };
  return { facts, evidence, tags: service?.tags ?? {}, group: seen.failing };
}

/** The revision that this incident acted on already. */
function actedOn(attempts: readonly Attempt[]): string | undefined {
  const action = attempts.find(({ action: { kind } }) => kind !== 'ecs.run-task')?.action;
  if (action?.kind === 'ecs.deploy-revision') return shortTaskDefinition(action.from);
  return action?.kind === 'ecs.set-desired-count' ? shortTaskDefinition(action.revision) : undefined;
}

/** Deregistered revisions cannot be deployed; of the others the newest few are enough. */
async function firstActive(
  candidates: readonly SteadyRevision[],
  reads: FleetReads,
): Promise<SteadyRevision | null> {
  for (const candidate of candidates.slice(0, CANDIDATES_READ)) {
    const definition = await reads.taskDefinition(candidate.taskDefinitionArn);
    if (definition?.status === 'ACTIVE') return candidate;
  }
  return null;
}

function ignore(reason: string): Triage {
  return { type: 'ignore', reason };
}
