import { clause } from '../../domain/cause.ts';
import type { Decision } from '../../domain/decision.ts';
import type { RunTask } from '../../domain/fleet-action.ts';
import { earlierReruns, runAgain } from './rerun-action.ts';
import {
  AT_ONCE,
  type FailedTask,
  type LaggingTask,
  type RerunDecisionSettings,
  type RerunFacts,
} from './rerun-facts.ts';

/** One run of a playbook starts at most so many tasks (RunTask's own limit for one call). */
const TASKS_AT_ONCE = 10;

/** How long ECS may go on showing a task that has stopped as alive; whoever says so longer is not believed. */
const LAG_MINUTES = 5;
const LAG_LOOK_SECONDS = 15;

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
  const lags = facts.lagging.flatMap((task) => waitForStop(task, now));
  const waits = [...answers.filter((answer) => answer.type === 'wait'), ...lags].toSorted(
    (a, b) => a.seconds - b.seconds,
  );
  if (waits[0]) return waits[0];
  const [no] = refusals;
  if (no) return { type: 'nothing', reason: no.reason, ...(no.nextStep && { nextStep: no.nextStep }) };
  return { type: 'nothing', reason: 'no failed task is left that ECS still knows' };
}

function waitForStop({ taskId, stoppedAt }: LaggingTask, now: number): Extract<Answer, { type: 'wait' }>[] {
  const recent = now - Date.parse(stoppedAt) < LAG_MINUTES * 60_000;
  if (!recent) return [];
  const reason = `ECS does not show yet that task ${taskId.slice(0, 8)} has stopped`;
  return [{ type: 'wait', seconds: LAG_LOOK_SECONDS, reason }];
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
  const refusal = refuse(failed, reruns, facts, config);
  if (refusal) return refusal;
  const wait = secondsToWait(failed, reruns, config, now);
  const which = `try ${reruns + 1} of ${config.tries}`;
  const why = cause ? clause(cause) : 'it stopped';
  const help = cause?.code === 'out-of-memory' ? 'more memory can help' : 'a restart can help';
  if (wait > 0)
    return { type: 'wait', seconds: wait, reason: `${why}; ${help}: rerun in ${wait} s, ${which}` };
  const action = runAgain(failed, reruns + 1, facts, config);
  return { type: 'rerun', action, reason: `${why}; ${help}, ${which}` };
}

function refuse(
  failed: FailedTask,
  reruns: number,
  { playbook }: RerunFacts,
  config: RerunDecisionSettings,
): Answer | undefined {
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
    nextStep: `Set playbooks.${playbook}.settings.network.${family} in watchkeeper.yml.`,
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
