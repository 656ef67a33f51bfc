import type { NetworkConfiguration, RunTask } from '../../domain/action.ts';
import { type Cause, type CauseCode, clause } from '../../domain/cause.ts';
import type { Decision } from '../../domain/decision.ts';
import { sha256 } from '../../domain/digest.ts';
import type { TaskState } from '../../domain/signal.ts';
import { withMoreMemory } from './memory.ts';

/** The settings that the decision uses; `rerun-failed-task.ts` has them all. */
export interface RerunDecisionSettings {
  readonly tries: number;
  readonly backoffSeconds: number;
  readonly verifyMinutes: number;
  readonly comeBackMinutes: number;
  readonly capacityFallback: Readonly<Record<string, string>>;
  readonly memoryIncreasePercent: number;
}

/** A stopped task that nothing has taken the place of yet, with what a rerun needs to know. */
export interface FailedTask {
  readonly task: TaskState;
  readonly cause: Cause | null;
  /** ACTIVE, INACTIVE, DELETE_IN_PROGRESS or missing. */
  readonly definitionStatus: string;
  readonly needsNetwork: boolean;
  readonly network: NetworkConfiguration | null;
  /** By container: its memory in MiB, where the task definition sets one. */
  readonly memory: Readonly<Record<string, number | null>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface RerunFacts {
  readonly incidentId: string;
  readonly failed: readonly FailedTask[];
  readonly capacityProviders: readonly string[];
}

/** One run of a playbook starts at most so many tasks (RunTask's own limit for one call). */
const TASKS_AT_ONCE = 10;
/** The task was well; its host was not: nothing is gained by waiting. */
const AT_ONCE: readonly CauseCode[] = [
  'spot-interrupted',
  'host-retired',
  'host-lost',
  'infrastructure-unhealthy',
];

type Answer =
  | { readonly type: 'rerun'; readonly action: RunTask; readonly reason: string }
  | { readonly type: 'wait'; readonly seconds: number; readonly reason: string }
  | { readonly type: 'no'; readonly reason: string; readonly nextStep?: string };

/** Which failed tasks to start again now, later, or not at all: pure. */
export function decideReruns(facts: RerunFacts, config: RerunDecisionSettings, now: number): Decision {
  const answers = facts.failed.map((failed) => answerFor(failed, facts, config, now));
  const reruns = answers.filter((answer) => answer.type === 'rerun').slice(0, TASKS_AT_ONCE);
  const refusals = answers.filter((answer) => answer.type === 'no');
  if (reruns.length > 0) return rerun(reruns, refusals.length, config);
  const waits = answers.filter((answer) => answer.type === 'wait').toSorted((a, b) => a.seconds - b.seconds);
  if (waits[0]) return waits[0];
  const [no] = refusals;
  if (no) return { type: 'nothing', reason: no.reason, ...(no.nextStep && { nextStep: no.nextStep }) };
  return { type: 'nothing', reason: 'no failed task is left that ECS still knows' };
}

function rerun(
  answers: readonly Extract<Answer, { type: 'rerun' }>[],
  refused: number,
  config: RerunDecisionSettings,
): Decision {
  const actions = answers.map((answer) => answer.action);
  return {
    type: 'act',
    reason: [...new Set([...answers.map((answer) => answer.reason), ...others(refused)])].join('; '),
    actions,
    success: `${actions.length === 1 ? 'the new task keeps' : `${actions.length} new tasks keep`} running or finishes with 0`,
    deadlineSeconds: config.verifyMinutes * 60,
    holdSeconds: config.comeBackMinutes * 60,
    thenDecideAgain: true,
  };
}

function others(refused: number): string[] {
  return refused === 0 ? [] : [`${refused} more cannot be run again`];
}

function answerFor(
  failed: FailedTask,
  facts: RerunFacts,
  config: RerunDecisionSettings,
  now: number,
): Answer {
  const { task, cause } = failed;
  const reruns = earlierReruns(task);
  const refusal = refuse(failed, reruns, config);
  if (refusal) return refusal;
  const wait = secondsToWait(failed, reruns, config, now);
  const which = `try ${reruns + 1} of ${config.tries}`;
  const why = cause ? clause(cause) : 'it stopped';
  if (wait > 0) return { type: 'wait', seconds: wait, reason: `${why}; rerun in ${wait} s, ${which}` };
  const help = cause?.code === 'out-of-memory' ? 'more memory can help' : 'a restart can help';
  const action = runAgain(failed, reruns + 1, facts, config);
  return { type: 'rerun', action, reason: `${why}; ${help}, ${which}` };
}

function refuse(failed: FailedTask, reruns: number, config: RerunDecisionSettings): Answer | undefined {
  const { cause, definitionStatus, needsNetwork, network, task } = failed;
  if (!cause) return { type: 'no', reason: 'why it stopped is not known yet' };
  const { summary, nextStep } = cause;
  const why = clause(cause);
  const moreMemory = cause.code === 'out-of-memory' && config.memoryIncreasePercent > 0;
  if (cause.expected) return { type: 'no', reason: summary };
  if (!cause.retryable && !moreMemory)
    return { type: 'no', reason: `${why}; a restart cannot help`, nextStep };
  if (reruns >= config.tries) {
    return { type: 'no', reason: `${why}; all ${config.tries} tries are used up`, nextStep };
  }
  if (definitionStatus !== 'ACTIVE') {
    return { type: 'no', reason: `task definition ${task.taskDefinition} is ${definitionStatus}`, nextStep };
  }
  if (!needsNetwork || network) return undefined;
  const family = task.taskDefinition?.replace(/:\d+$/, '');
  return {
    type: 'no',
    reason: 'no rule, schedule or interface tells which subnets and security groups it had',
    nextStep: `Set playbooks.rerun-failed-task.settings.network.${family} in watchkeeper.yml.`,
  };
}

/** Exponential: the base before the first rerun, twice as much before each further one. */
function secondsToWait(
  { task, cause }: FailedTask,
  reruns: number,
  config: RerunDecisionSettings,
  now: number,
): number {
  if (cause && AT_ONCE.includes(cause.code)) return 0;
  const due = Date.parse(task.stoppedAt ?? '') + config.backoffSeconds * 2 ** reruns * 1000;
  return Number.isNaN(due) ? 0 : Math.max(0, Math.ceil((due - now) / 1000));
}

function runAgain(
  failed: FailedTask,
  number: number,
  facts: RerunFacts,
  config: RerunDecisionSettings,
): RunTask {
  const { task, cause, network } = failed;
  const fallback =
    cause && AT_ONCE.includes(cause.code) ? config.capacityFallback[task.capacityProvider ?? ''] : undefined;
  const allowed = fallback !== undefined && facts.capacityProviders.includes(fallback);
  const capacityProvider = allowed ? fallback : task.capacityProvider;
  const overrides =
    cause?.code === 'out-of-memory' ? withMoreMemory(failed, config.memoryIncreasePercent) : task.overrides;
  const custom = task.group && !/^(family|service):/.test(task.group) ? task.group : undefined;
  return {
    kind: 'ecs.run-task',
    target: task.clusterArn,
    clusterArn: task.clusterArn,
    risk: 'low',
    clientToken: `wk-${sha256(task.taskArn).slice(0, 40)}`,
    replaces: task.taskArn,
    taskDefinitionArn: task.taskDefinitionArn ?? '',
    startedBy: startedBy(task, number),
    ...(custom && { group: custom }),
    ...(capacityProvider ? { capacityProvider } : task.launchType && { launchType: task.launchType }),
    ...(task.platformVersion && { platformVersion: task.platformVersion }),
    ...(network && { network }),
    ...(overrides !== undefined && { overrides }),
    ...(task.enableExecuteCommand !== undefined && { enableExecuteCommand: task.enableExecuteCommand }),
    tags: { 'watchkeeper:incident': facts.incidentId, 'watchkeeper:replaces': task.taskId },
  };
}

const OURS = /^watchkeeper\/(\d+)(?:\/(.*))?$/;

function earlierReruns({ startedBy }: TaskState): number {
  return Number(OURS.exec(startedBy ?? '')?.[1] ?? 0);
}

/** `watchkeeper/<try>/<who started the first one>`: RunTask takes 128 letters, digits, `-`, `_` and `/`. */
function startedBy(task: TaskState, number: number): string {
  const original = OURS.exec(task.startedBy ?? '')?.[2] ?? task.startedBy ?? 'run-task';
  return `watchkeeper/${number}/${original.replace(/[^\w/-]/g, '_')}`.slice(0, 128);
}
