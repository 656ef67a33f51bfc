import { containerWith, targetGroupIn } from '../names.ts';
import type { Rule } from '../rule.ts';

const OUT_OF_MEMORY =
  /OutOfMemory|out of memory|killed due to memory|memory limit exceeded|oom-kill|oomkill/i;

/** What was wrong with the running task. Memory comes first: it is often why a health check failed. */
export const HEALTH: readonly Rule[] = [
  {
    code: 'out-of-memory',
    source: 'Troubleshooting Amazon ECS OutOfMemoryError errors (out-of-memory)',
    when: OUT_OF_MEMORY,
    retryable: false,
    subject: containerWith(OUT_OF_MEMORY),
    summary: 'Container {subject|in the task} used more memory than its limit and was killed.',
    nextStep:
      'Raise the memory of container {subject|that was killed} or of the task, or find what fills it.',
  },
  {
    code: 'load-balancer-unhealthy',
    source: 'Viewing stopped task errors: Task failed ELB health checks',
    when: /failed (?:elb|load balancer|vpc lattice|target group) health check|unhealthy in \(target-group/i,
    retryable: true,
    subject: targetGroupIn,
    summary: 'The load balancer found the task unhealthy in {subject|its target group}.',
    nextStep:
      'Check the health check of {subject|the target group} (path, port, grace period), the security groups and the log.',
  },
  {
    code: 'container-unhealthy',
    source: 'Determine Amazon ECS task health using container health checks (healthcheck); AWS re:Post',
    when: /failed container health check|container health checks? failed/i,
    retryable: true,
    subject: containerWith(/unhealthy|health check/i),
    summary: 'The health check command of container {subject|in the task} failed.',
    nextStep:
      'Run the health check command of container {subject|in the task} by hand; check startPeriod and the log.',
  },
];
