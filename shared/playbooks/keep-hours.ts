import type { Outcome, Triage } from '../domain/decision.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Signal } from '../domain/signal.ts';
import type { HoursFacts } from './scaling/hours-facts.ts';
import { type HoursSettings, hoursSchema } from './scaling/hours-schema.ts';
import { accountTarget, TICK_GROUP } from './scaling/hours-targets.ts';

/** Minutes: the first tick of an hour comes within them. */
const TICK = 5;
const HOUR = 3600;
const WEEK = 7 * 24 * HOUR;

export const keepHours: Playbook<HoursSettings, HoursFacts> = {
  id: 'keep-hours',
  domain: 'scaling',
  summary: 'Put services and Auto Scaling groups to sleep off hours, and give back exactly what they had',
  hears: ['schedule.tick'],
  settings: hoursSchema,
  permissions: [
    'ecs:ListClusters',
    'ecs:ListServices',
    'ecs:DescribeServices',
    'ecs:DescribeCapacityProviders',
    'application-autoscaling:DescribeScalableTargets',
    'autoscaling:DescribeAutoScalingGroups',
  ],
  actions: ['hours.sleep', 'hours.wake'],
  triage,
  response: async () => (await import('./scaling/hours-response.ts')).hoursResponse,
  quietSeconds,
};

/**
 * Each tick is looked at, near a change or not: the one before may have been lost, and a service may be new. Without
 * schedules once an hour is enough, for what still sleeps by one that was taken out.
 */
function triage(signal: Signal, _cause: unknown, { schedules }: HoursSettings): Triage {
  if (signal.kind !== 'schedule.tick') return ignore('only schedules matter here');
  if (signal.schedule !== keepHours.id) return ignore(`the schedule ${signal.schedule} is for others`);
  const { id, occurredAt } = signal;
  if (schedules.length === 0 && new Date(occurredAt).getUTCMinutes() >= TICK)
    return ignore('no schedules: what still sleeps is looked for once an hour');
  const mark = { at: occurredAt, id, group: TICK_GROUP };
  const reason = 'it is time to look at who is to sleep';
  return { type: 'respond', target: accountTarget(signal), mark, severity: 'info', reason };
}

/** The group of a schedule's incident is one period, asleep or awake: what was said of it is said once. */
function quietSeconds(outcome: Outcome): number | undefined {
  if (outcome.type === 'observed') return WEEK;
  if (outcome.type !== 'failed') return undefined;
  return outcome.code === 'approval-denied' ? WEEK : HOUR;
}

function ignore(reason: string): Triage {
  return { type: 'ignore', reason };
}
