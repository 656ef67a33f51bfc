import type { ScheduledScaling } from '../../shared/domain/scaling.ts';
import type { SetScheduledAction, SetSteps } from '../../shared/domain/scaling-action.ts';
import type { Steps } from '../../shared/domain/step-policy.ts';
import { RESOURCE_ID, SERVICE_ARN } from './scaling-actions.ts';

const BASE = { target: SERVICE_ARN, resourceId: RESOURCE_ID, risk: 'medium' } as const;

export const STEPS: Required<Steps> = {
  policy: {
    name: 'watchkeeper-cpu-out',
    unit: 'tasks',
    bands: [
      { from: 0, change: 1 },
      { from: 15, change: 4 },
    ],
    cooldownSeconds: 60,
  },
  alarm: {
    name: 'watchkeeper/service/prod/payments-api/cpu-out',
    metric: {
      namespace: 'AWS/ECS',
      name: 'CPUUtilization',
      dimensions: { ClusterName: 'prod', ServiceName: 'payments-api' },
      statistic: 'Average',
      periodSeconds: 60,
    },
    threshold: 70,
    comparison: 'GreaterThanThreshold',
    periods: 3,
  },
};

export const EVENING: ScheduledScaling = {
  name: 'watchkeeper-evening',
  resourceId: RESOURCE_ID,
  schedule: 'cron(0 19 * * ? *)',
  timezone: 'Europe/Berlin',
  min: 1,
};

type Registration = Pick<SetSteps, 'register' | 'deregister'>;

/** `registration`: what is registered for it, and taken back with it. */
export function setSteps(from: Steps, to: Steps, { register, deregister }: Registration = {}): SetSteps {
  const own = { ...BASE, kind: 'scaling.set-steps' } as const;
  const inverse = { ...own, ...(deregister && { deregister }), from: to, to: from };
  return { ...own, ...(register && { register }), from, to, inverse };
}

export function setScheduled(
  from: SetScheduledAction['from'],
  to: SetScheduledAction['to'],
  { register, deregister }: Registration = {},
): SetScheduledAction {
  const own = { ...BASE, kind: 'scaling.set-scheduled-action' } as const;
  const inverse = { ...own, ...(deregister && { deregister }), from: to, to: from };
  return { ...own, ...(register && { register }), from, to, inverse };
}
