import type { Properties } from '../../../scripts/template.ts';

const EXITED = { lastStatus: 'STOPPED', stopCode: 'EssentialContainerExited' };
const BY_SCHEDULER = { lastStatus: 'STOPPED', stopCode: 'ServiceSchedulerInitiated' };

/** Task states by what they are, and whether they are worth an invocation. */
export const TASKS: readonly (readonly [string, boolean, Properties])[] = [
  [
    'a task that failed to start',
    true,
    { lastStatus: 'STOPPED', stopCode: 'TaskFailedToStart', containers: [] },
  ],
  ['a task whose host was taken away', true, { lastStatus: 'STOPPED', stopCode: 'TerminationNotice' }],
  ['a stop code that is newer than us', true, { lastStatus: 'STOPPED', stopCode: 'InfrastructureHealth' }],
  ['a stop without a code', true, { lastStatus: 'STOPPED', containers: [] }],
  ['a Spot interruption', true, { lastStatus: 'STOPPED', stopCode: 'SpotInterruption' }],
  [
    'a Spot warning',
    false,
    { lastStatus: 'RUNNING', desiredStatus: 'STOPPED', stopCode: 'SpotInterruption' },
  ],
  [
    'a failed load balancer check',
    true,
    { ...BY_SCHEDULER, stoppedReason: 'Task failed ELB health checks in (target-group arn:aws:…)' },
  ],
  [
    'a failed container check',
    true,
    { ...BY_SCHEDULER, stoppedReason: 'Task failed container health checks' },
  ],
  ['a service task that crashed', true, { ...EXITED, group: 'service:api', containers: [{ exitCode: 1 }] }],
  [
    'a service task that exited with 0',
    true,
    { ...EXITED, group: 'service:api', containers: [{ exitCode: 0 }] },
  ],
  ['a job that crashed', true, { ...EXITED, group: 'family:job', containers: [{ exitCode: 137 }] }],
  [
    'a job whose sidecar was killed after it',
    true,
    { ...EXITED, group: 'family:job', containers: [{ exitCode: 0 }, { exitCode: 143 }] },
  ],
  [
    'a job with a container that never started',
    true,
    {
      ...EXITED,
      group: 'family:job',
      containers: [{ exitCode: 0 }, { reason: 'CannotStartContainerError: …' }],
    },
  ],
  [
    'a job that finished',
    false,
    { ...EXITED, group: 'family:job', containers: [{ exitCode: 0 }, { exitCode: 0 }] },
  ],
  [
    'a scale-in or a deployment',
    false,
    { ...BY_SCHEDULER, stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)' },
  ],
  ['a stop by a person', false, { lastStatus: 'STOPPED', stopCode: 'UserInitiated' }],
  ['a running task', false, { lastStatus: 'RUNNING', desiredStatus: 'RUNNING' }],
  [
    'a task on its way to a stop',
    false,
    { lastStatus: 'DEPROVISIONING', desiredStatus: 'STOPPED', stopCode: 'TaskFailedToStart' },
  ],
];
