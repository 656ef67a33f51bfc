import { containerWith, dependencyIn, enderIn } from '../names.ts';
import type { Rule, StopFacts } from '../rule.ts';

const STARTING = /cannotstart|cannotcreate|oci runtime|starting container|container init|shim/i;
const STOPPING = /CannotStopContainer|could not transition to stopped|failed sending sig/i;
const FAILING =
  /ContainerRuntime|DockerTimeout|DockerState|Cannot(?:Start|Create|Inspect|Describe|GetDocker|Remove)|ResourceInitializationError|could not transition|containerd|oci runtime|EphemeralStorage/i;
const PAGE = 'Stopped tasks error codes (stopped-task-error-codes)';

/** No program ended with a code of its own: none was reported, or one of the runtime's (125 and above). */
const withoutOwnCode = ({ ending }: StopFacts) => (ending.container?.exitCode ?? 125) >= 125;

/** Starting and stopping the containers. */
export const RUNTIME: readonly Rule[] = [
  {
    code: 'dependency-failed',
    source: 'ECS API: ContainerDependency; messages of the container agent (dependencygraph)',
    when: /TaskDependencyError|dependency graph|container ordering dependency/i,
    retryable: true,
    subject: dependencyIn,
    summary: 'A container waits for another that did not get ready: {subject|see dependsOn}.',
    nextStep:
      'Read the log of {subject|the container in dependsOn}: it failed, was unhealthy, or took too long.',
  },
  {
    code: 'bad-command',
    source:
      'Troubleshooting Amazon ECS CannotStartContainerError errors (cannot-start-container); messages of runc',
    when: STARTING,
    and: /executable file not found|no such file or directory|permission denied|is a directory|not a directory|no command specified|invalid working dir|exec: /i,
    retryable: false,
    subject: containerWith(STARTING),
    summary: 'The command or entrypoint of container {subject|in the task} cannot be executed.',
    nextStep:
      'Correct `command` or `entryPoint` of container {subject|in the task}: the file must exist and be executable in the image.',
  },
  {
    code: 'stop-timeout',
    source: 'Stopped tasks error codes: CannotStopContainerError; ECS API: stopTimeout',
    when: STOPPING,
    given: withoutOwnCode,
    retryable: true,
    subject: containerWith(STOPPING),
    summary: 'Container {subject|in the task} did not stop in time.',
    nextStep: 'Let container {subject|in the task} end on SIGTERM, or raise its stopTimeout.',
  },
  {
    code: 'runtime-error',
    source: `${PAGE}: ContainerRuntimeError, ContainerRuntimeTimeoutError, DockerTimeoutError, Cannot...Error`,
    when: FAILING,
    given: withoutOwnCode,
    retryable: true,
    subject: enderIn,
    summary: 'The container runtime failed: {reason}.',
    nextStep: 'Start the task again; if it repeats on one host, replace the host.',
  },
];
