import { enderIn } from '../names.ts';
import type { Rule, StopFacts } from '../rule.ts';

const PAGE = 'Stopped tasks error codes: Essential container in task exited (stopped-task-error-codes)';
const READ_THE_LOG = 'Read the last log lines of {container|its containers}.';

const ownEnd = ({ stopCode }: StopFacts) =>
  ['EssentialContainerExited', 'TaskFailedToStart', ''].includes(stopCode);
const exited = (...codes: (number | undefined)[]) => {
  return (facts: StopFacts) => ownEnd(facts) && codes.includes(facts.ending.container?.exitCode);
};
const base = { code: 'application-exit', source: PAGE, retryable: true, subject: enderIn } as const;

/** What exit codes tell, when no text told more. */
export const EXITS: readonly Rule[] = [
  {
    code: 'dependency-failed',
    source: 'ECS API: ContainerDependency; read from containers that never started',
    given: (facts) => ownEnd(facts) && facts.ending.beforeOthers,
    retryable: true,
    subject: enderIn,
    summary: 'Container {container} ended with exit code {exit} before the others could start.',
    nextStep: READ_THE_LOG,
  },
  {
    code: 'sidecar-exit',
    source: `${PAGE}; which container is the main one is read from the names`,
    given: (facts) => ownEnd(facts) && facts.ending.byCompanion,
    retryable: true,
    subject: enderIn,
    summary: 'Container {container} ended with exit code {exit} and took the task with it.',
    nextStep:
      'Read the last log lines of container {container}; if the task can do without it, make it non-essential.',
  },
  {
    code: 'bad-command',
    source: 'Exit codes of the shell: 126 cannot execute, 127 not found',
    given: exited(126, 127),
    retryable: false,
    subject: enderIn,
    summary:
      'Container {container} ended with exit code {exit}: a command was not found or cannot be executed.',
    nextStep: 'Correct `command` or `entryPoint` of container {container}, or the script that it runs.',
  },
  {
    code: 'finished',
    source: `${PAGE}; exit code 0 of a standalone task`,
    given: (facts) => exited(0)(facts) && !facts.ofService,
    retryable: false,
    expected: true,
    subject: enderIn,
    summary: 'Container {container} finished its work with exit code 0.',
    nextStep: 'Nothing to do.',
  },
  {
    ...base,
    given: exited(0),
    summary: 'Container {container} exited with code 0, but a service should keep running.',
    nextStep:
      'Make the process of container {container} stay in the foreground, or run it as a task instead.',
  },
  {
    ...base,
    given: exited(137),
    summary: 'Container {container} was killed (exit code {exit}); ECS does not say why.',
    nextStep:
      'Check the memory use of container {container}: without another reason, memory is the usual suspect.',
  },
  {
    ...base,
    given: (facts) => ownEnd(facts) && facts.ending.container?.exitCode !== undefined,
    summary: 'Container {container} exited with code {exit}.',
    nextStep: READ_THE_LOG,
  },
  {
    ...base,
    stopCodes: ['EssentialContainerExited'],
    summary: 'An essential container exited; the event does not say with what code.',
    nextStep: READ_THE_LOG,
  },
  {
    code: 'stop-timeout',
    source: 'ECS API: stopTimeout, StopTask (SIGTERM, then SIGKILL after 30 s)',
    given: ({ task }) => task.containers.some((container) => container.exitCode === 137),
    retryable: true,
    subject: ({ task }) => task.containers.find((container) => container.exitCode === 137)?.name,
    summary: 'Container {subject} was killed because it did not stop in time.',
    nextStep: 'Let container {subject} end on SIGTERM, or raise its stopTimeout.',
  },
  {
    code: 'unknown',
    source: 'None: what no other row takes',
    retryable: false,
    summary: 'The event does not say why the task stopped: {reason|it gives no reason}.',
    nextStep:
      'Read the stopped task in the ECS console, and tell us its reason so that it gets a row of its own.',
  },
];
