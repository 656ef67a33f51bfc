import type { Action } from '../../shared/domain/action.ts';
import type { Config } from '../../shared/domain/config.ts';
import type { Plan } from '../../shared/domain/decision.ts';
import type { DeployRevision, RunTask, SetDesiredCount } from '../../shared/domain/fleet-action.ts';
import type { GuardFacts } from '../../shared/domain/guard.ts';
import type { IncidentRecord, IncidentRef } from '../../shared/domain/incident.ts';
import type { Mark } from '../../shared/domain/mark.ts';
import type { FleetTarget, RegistryTarget } from '../../shared/domain/target.ts';

/** Monday, 2026-03-23 at 10:00 in UTC. */
export const NOW = Date.UTC(2026, 2, 23, 10);
export const CLUSTER_ARN = 'arn:aws:ecs:eu-central-1:111122223333:cluster/prod';
const SERVICE_ARN = 'arn:aws:ecs:eu-central-1:111122223333:service/prod/payments-api';
const REVISION = 'arn:aws:ecs:eu-central-1:111122223333:task-definition/payments-api';

export const TARGET: FleetTarget = {
  kind: 'service',
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
  clusterArn: CLUSTER_ARN,
  cluster: 'prod',
  name: 'payments-api',
};

/** All that an account keeps of images. */
export const REGISTRY: RegistryTarget = {
  kind: 'registry',
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  name: 'registry',
};

/** The third incident of its key. */
export const INCIDENT: IncidentRef & { readonly target: FleetTarget } = {
  key: 'stop-crash-loop/111122223333/eu-central-1/prod/service/payments-api',
  id: 'inc-7f3k',
  generation: 3,
  playbook: 'stop-crash-loop',
  target: TARGET,
  severity: 'critical',
  trigger: { type: 'count', reason: 'it failed', windowSeconds: 600, threshold: 5 },
  openedAt: '2026-03-23T09:58:00.000Z',
};

/** A configuration under which the sample plan is carried out without a question. */
export const CONFIG: Config = {
  mode: 'act',
  playbooks: {},
  clusters: [],
  routes: [{ channel: '#ops' }],
  approvers: ['U0AAAAAAA'],
  approval: { expiresMinutes: 15, snoozeMinutes: 30 },
  protect: [],
  freezes: [],
  budgets: { perTargetPerDay: 3, perAccountPerHour: 20 },
  cooldownMinutes: 30,
  fleet: { maxFailingPercent: 40, minFailingServices: 3, windowMinutes: 15 },
};

export const RECORD: IncidentRecord = {
  key: INCIDENT.key,
  state: 'open',
  generation: 3,
  marks: [],
  acts: [],
  quiet: [],
};

export function factsWith(change: Partial<GuardFacts> = {}): GuardFacts {
  return {
    now: NOW,
    incident: INCIDENT,
    record: RECORD,
    tags: {},
    killSwitch: 'off',
    actionsThisHour: 0,
    failingServices: 1,
    activeServices: 10,
    config: CONFIG,
    ...change,
  };
}

export function factsUnder(config: Partial<Config>, change: Partial<GuardFacts> = {}): GuardFacts {
  return factsWith({ config: { ...CONFIG, ...config }, ...change });
}

/** A write that incident `generation` intended so many minutes before NOW. */
export function actAgo(minutes: number, generation: number): Mark {
  const at = new Date(NOW - minutes * 60_000).toISOString();
  return { at, id: `act-${minutes}-${generation}`, group: String(generation) };
}

export function factsAfter(acts: readonly Mark[], config: Partial<Config> = {}): GuardFacts {
  return factsUnder(config, { record: { ...RECORD, acts } });
}

export function planOf(actions: readonly Action[], change: Partial<Plan> = {}): Plan {
  return {
    type: 'act',
    reason: 'revision 42 keeps failing, 41 was steady',
    actions,
    success: 'the service is steady on payments-api:41',
    deadlineSeconds: 900,
    holdSeconds: 1800,
    ...change,
  };
}

const ROLLBACK_BACK = {
  kind: 'ecs.deploy-revision',
  target: SERVICE_ARN,
  clusterArn: CLUSTER_ARN,
  risk: 'medium',
  service: 'payments-api',
  from: `${REVISION}:41`,
  to: `${REVISION}:42`,
} as const;

export const ROLLBACK: DeployRevision = {
  ...ROLLBACK_BACK,
  from: ROLLBACK_BACK.to,
  to: ROLLBACK_BACK.from,
  inverse: ROLLBACK_BACK,
};

export const PLAN: Plan = planOf([ROLLBACK]);

export function desiredCount(from: number, to: number): SetDesiredCount {
  const base = {
    kind: 'ecs.set-desired-count',
    revision: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/api:1',
    target: SERVICE_ARN,
    clusterArn: CLUSTER_ARN,
    risk: 'high',
    service: 'payments-api',
  } as const;
  return { ...base, from, to, inverse: { ...base, from: to, to: from } };
}

export const RERUN: RunTask = {
  kind: 'ecs.run-task',
  target: CLUSTER_ARN,
  clusterArn: CLUSTER_ARN,
  risk: 'low',
  clientToken: 'token',
  replaces: 'arn:aws:ecs:eu-central-1:111122223333:task/prod/0123456789abcdef0123456789abcdef',
  taskDefinitionArn: 'arn:aws:ecs:eu-central-1:111122223333:task-definition/nightly:7',
  startedBy: 'watchkeeper',
};
