import { hostIn } from '../names.ts';
import type { Rule, StopFacts } from '../rule.ts';

/** The scheduler's own words: a person's reason for StopTask would not begin like this. */
const LOST = /host ec2 \(instance|container instance deregistration/i;
const MAINTENANCE = /performing maintenance on the underlying/i;
const DRAINING = /task retirement|patching retirement|(?:instance|host).{0,60}drain/i;
const GONE =
  /instance.{0,60}(?:terminated|deregistered)|agent.{0,20}disconnected|(?:^|TaskFailedToStart: )AGENT$/im;
const SPOT = /spot task was interrupted|SpotInterruptionError/i;

const byUser = ({ stopCode }: StopFacts) => stopCode === 'UserInitiated';
const bySpot = ({ stopCode, text }: StopFacts) => stopCode === 'SpotInterruption' || SPOT.test(text);
const byRetirement = (facts: StopFacts) =>
  MAINTENANCE.test(facts.text) ||
  (!byUser(facts) && (facts.stopCode === 'TerminationNotice' || DRAINING.test(facts.text)));

const lost = {
  code: 'host-lost',
  retryable: true,
  subject: hostIn,
  summary: 'The host {subject|of the task} is gone: stopped, terminated, deregistered or out of contact.',
  nextStep: 'Find out what ended {subject|the host}: Auto Scaling activities, CloudTrail, EC2 status checks.',
} as const;
const spot = {
  code: 'spot-interrupted',
  source: 'Amazon ECS clusters for Fargate: termination notices (fargate-capacity-providers)',
  retryable: true,
} as const;
const retired = {
  code: 'host-retired',
  source: 'AWS Fargate task retirement and maintenance (task-maintenance); Draining container instances',
  retryable: true,
  subject: hostIn,
} as const;

/** What happened to the ground that the task stood on. ECS replaces a service's tasks by itself: no news. */
export const HOSTS: readonly Rule[] = [
  { ...lost, source: 'Viewing stopped task errors (stopped-task-errors)', when: LOST },
  {
    ...spot,
    given: (facts) => bySpot(facts) && !facts.ofService,
    summary: 'AWS took the Spot capacity back.',
    nextStep: 'Start the task again, on another capacity provider if Spot is short.',
  },
  {
    ...spot,
    given: bySpot,
    expected: true,
    summary: 'AWS took the Spot capacity back; ECS replaces the task of a service by itself.',
    nextStep: 'Nothing to do; keep some tasks on On-Demand capacity if interruptions hurt.',
  },
  {
    ...retired,
    given: (facts) => byRetirement(facts) && !facts.ofService,
    summary: 'The host is retired, maintained or drained, so the task had to go.',
    nextStep: 'Start the task again: ECS does not replace a standalone task.',
  },
  {
    ...retired,
    given: byRetirement,
    expected: true,
    summary: 'The host is retired, maintained or drained; ECS replaces the task of a service by itself.',
    nextStep: 'Nothing to do.',
  },
  {
    code: 'infrastructure-unhealthy',
    source: 'ECS API: TaskStopCode InfrastructureHealth',
    stopCodes: ['InfrastructureHealth'],
    retryable: true,
    subject: hostIn,
    summary: 'ECS found the infrastructure under the task unhealthy.',
    nextStep: 'Start the task again; if it repeats, look at the health of {subject|the container instance}.',
  },
  {
    ...lost,
    source: 'Amazon ECS API failure reasons (AGENT)',
    when: GONE,
    given: (facts) => !byUser(facts),
  },
];
