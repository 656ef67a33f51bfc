import { deploymentIn } from '../names.ts';
import type { Rule, StopFacts } from '../rule.ts';

const SCHEDULER = ['ServiceSchedulerInitiated', ''];

/** The deployment that stopped the task is not the one that started it. */
function isAnotherDeployment(facts: StopFacts): boolean {
  const by = deploymentIn(facts);
  const { startedBy } = facts.task;
  return by !== undefined && startedBy !== undefined && by !== startedBy;
}

/**
 * What somebody decided. Both a scale-in and a rolling deployment say "Scaling activity initiated by (deployment
 * ...)"; only a deployment other than the task's own proves a deployment, so the rest counts as a scale-in. Both
 * are expected, hence nothing hangs on it.
 */
export const DECISIONS: readonly Rule[] = [
  {
    code: 'user-stopped',
    source: 'ECS API: StopTask, TaskStopCode UserInitiated (its `reason` replaces the text)',
    stopCodes: ['UserInitiated'],
    retryable: false,
    expected: true,
    summary: 'Somebody stopped the task with StopTask: {reason|no reason was given}.',
    nextStep: 'Nothing to do; CloudTrail knows who called StopTask.',
  },
  {
    code: 'user-stopped',
    source: 'Stopped tasks error codes: Task stopped by user',
    stopCodes: [''],
    when: /task stopped by user/i,
    retryable: false,
    expected: true,
    summary: 'Somebody stopped the task with StopTask.',
    nextStep: 'Nothing to do; CloudTrail knows who called StopTask.',
  },
  {
    code: 'deployment-replaced',
    source: 'Viewing stopped task errors: Scaling activity initiated by (deployment)',
    stopCodes: SCHEDULER,
    when: /scaling activity initiated by/i,
    given: isAnotherDeployment,
    retryable: false,
    expected: true,
    subject: deploymentIn,
    summary: 'The deployment {subject|of a newer revision} replaced the task.',
    nextStep: 'Nothing to do.',
  },
  {
    code: 'deployment-replaced',
    source: 'Amazon ECS deployment circuit breaker; blue/green deployments; task sets',
    stopCodes: ['ServiceSchedulerInitiated'],
    when: /replaced by|rolling back|rolled back|circuit breaker|blue\/green|task set/i,
    retryable: false,
    expected: true,
    subject: deploymentIn,
    summary: 'A deployment replaced the task.',
    nextStep: 'Nothing to do.',
  },
  {
    code: 'scaled-in',
    source: 'Viewing stopped task errors: Scaling activity initiated by (deployment)',
    stopCodes: SCHEDULER,
    when: /scaling activity|scal(?:ed|ing) (?:in|down)|desired count|rebalanc/i,
    retryable: false,
    expected: true,
    subject: deploymentIn,
    summary: 'The service needed fewer tasks, or a deployment moved on.',
    nextStep: 'Nothing to do.',
  },
];
