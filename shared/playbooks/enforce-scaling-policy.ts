import type { Outcome, Triage } from '../domain/decision.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Signal } from '../domain/signal.ts';
import { accountTarget } from './scaling/hours-targets.ts';
import type { PolicyFacts } from './scaling/policy-facts.ts';
import { type PolicySettings, policySchema } from './scaling/policy-schema.ts';

const DAY = 24 * 3600;

export const enforceScalingPolicy: Playbook<PolicySettings, PolicyFacts> = {
  id: 'enforce-scaling-policy',
  domain: 'scaling',
  summary:
    'Propose the target tracking, steps and scheduled actions that rules and tags ask for, and register them once approved',
  hears: ['schedule.tick'],
  settings: policySchema,
  permissions: [
    'ecs:ListClusters',
    'ecs:ListServices',
    'ecs:DescribeServices',
    'application-autoscaling:DescribeScalableTargets',
    'application-autoscaling:DescribeScalingPolicies',
    'application-autoscaling:DescribeScheduledActions',
    'cloudwatch:DescribeAlarms',
  ],
  // Undo takes a new policy away.
  actions: [
    'scaling.put-policy',
    'scaling.delete-policy',
    'scaling.set-steps',
    'scaling.set-scheduled-action',
  ],
  triage,
  response: async () => (await import('./scaling/policy-response.ts')).policyResponse,
  quietSeconds,
};

/** Without any rule there may be tags: only the services tell. */
function triage(signal: Signal): Triage {
  if (signal.kind !== 'schedule.tick') return ignore('only schedules matter here');
  if (signal.schedule !== enforceScalingPolicy.id)
    return ignore(`the schedule ${signal.schedule} is for others`);
  const target = accountTarget(signal);
  const mark = { at: signal.occurredAt, id: signal.id, group: 'policies' };
  const reason = 'it is time to look at how services scale';
  return { type: 'respond', target, mark, severity: 'info', reason };
}

/** What was only said, or refused by a person, is not said every day; what was set is news each time. */
function quietSeconds(outcome: Outcome, { remindDays }: PolicySettings): number | undefined {
  if (outcome.type === 'observed' || outcome.type === 'nothing') return remindDays * DAY;
  return outcome.type === 'failed' && outcome.code === 'approval-denied' ? remindDays * DAY : undefined;
}

function ignore(reason: string): Triage {
  return { type: 'ignore', reason };
}
