import { SILENT } from '../../../local/log.ts';
import { createExecute } from '../../../shared/actions/index.ts';
import { createAllReads } from '../../../shared/aws/reads.ts';
import type { ScheduledScaling } from '../../../shared/domain/scaling.ts';
import type { SetScheduledAction, SetSteps } from '../../../shared/domain/scaling-action.ts';
import type { Steps } from '../../../shared/domain/step-policy.ts';
import type { Side } from '../account.ts';
import { METRIC, WORKER_ARN, WORKER_ID } from '../scaling/index.ts';
import type { ContractCall } from './call.ts';

type Planned = SetSteps | SetScheduledAction;

const execute = ({ clients }: Side, action: Planned) => createExecute(clients, SILENT)(action);
const reads = ({ clients }: Side) => createAllReads(clients);

const STEPS: Required<Steps> = {
  policy: {
    name: 'contract-steps',
    unit: 'tasks',
    bands: [
      { from: 0, change: -1 },
      { from: 15, change: -3 },
    ],
    cooldownSeconds: 120,
  },
  alarm: {
    name: 'watchkeeper/contract-steps',
    metric: { ...METRIC, statistic: 'Average', periodSeconds: 60 },
    threshold: 20,
    comparison: 'LessThanThreshold',
    periods: 5,
  },
};
const FEWER: Steps = { ...STEPS, policy: { ...STEPS.policy, bands: [{ from: 0, change: -1 }] } };
const EVENING: ScheduledScaling = {
  name: 'contract-evening',
  resourceId: WORKER_ID,
  schedule: 'cron(0 19 * * ? *)',
  timezone: 'Europe/Berlin',
  max: 2,
};

/** Step policies with their alarms, and scheduled actions, in this order. */
export const PLANNED_ACTIONS: Readonly<Record<Planned['kind'], readonly ContractCall[]>> = {
  'scaling.set-steps': [
    { what: 'put a step policy and its alarm', does: (side) => execute(side, steps({}, STEPS)) },
    { what: 'the step policy that was put', does: async (side) => (await stepsOf(side))?.steps },
    { what: 'the alarm that calls it', does: (side) => reads(side).alarmsNamed('watchkeeper/') },
    { what: 'put a step policy again', does: (side) => execute(side, steps({}, STEPS)) },
    { what: 'put steps where others are meanwhile', does: (side) => execute(side, steps({}, FEWER)) },
    { what: 'take a step policy and its alarm away', does: (side) => execute(side, steps(STEPS, {})) },
    { what: 'take a step policy away again', does: (side) => execute(side, steps(STEPS, {})) },
    { what: 'the alarms of step policies then', does: (side) => reads(side).alarmsNamed('watchkeeper/') },
  ],
  'scaling.set-scheduled-action': [
    { what: 'put a scheduled action', does: (side) => execute(side, scheduled('none', EVENING)) },
    { what: 'the scheduled actions then', does: (side) => reads(side).scheduledScaling(WORKER_ID) },
    { what: 'put a scheduled action again', does: (side) => execute(side, scheduled('none', EVENING)) },
    {
      what: 'put a scheduled action where another is meanwhile',
      does: (side) => execute(side, scheduled('none', { ...EVENING, max: 3 })),
    },
    { what: 'take a scheduled action away', does: (side) => execute(side, scheduled(EVENING, 'none')) },
    { what: 'take a scheduled action away again', does: (side) => execute(side, scheduled(EVENING, 'none')) },
  ],
};

const BASE = { target: WORKER_ARN, resourceId: WORKER_ID, risk: 'medium' } as const;

function steps(from: Steps, to: Steps): SetSteps {
  const base = { ...BASE, kind: 'scaling.set-steps' } as const;
  return { ...base, from, to, inverse: { ...base, from: to, to: from } };
}

function scheduled(from: SetScheduledAction['from'], to: SetScheduledAction['to']): SetScheduledAction {
  const base = { ...BASE, kind: 'scaling.set-scheduled-action' } as const;
  return { ...base, from, to, inverse: { ...base, from: to, to: from } };
}

async function stepsOf(side: Side) {
  return (await reads(side).scalingPolicies(WORKER_ID)).find(({ name }) => name === STEPS.policy.name);
}
