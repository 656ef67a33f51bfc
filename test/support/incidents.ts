import { type IncidentRef, incidentKey } from '../../shared/domain/incident.ts';
import type { Mark } from '../../shared/domain/mark.ts';
import type { Situation } from '../../shared/domain/playbook.ts';
import type { FleetTarget } from '../../shared/domain/target.ts';
import { decodeConfig } from '../../shared/runtime/config/index.ts';

export const NOW = Date.parse('2026-11-23T10:00:00Z');

export const SERVICE: FleetTarget = {
  kind: 'service',
  account: '123456789012',
  region: 'eu-west-1',
  partition: 'aws',
  clusterArn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod',
  cluster: 'prod',
  name: 'payments-api',
};

export function incidentRef(overrides: Partial<IncidentRef> = {}): IncidentRef {
  const playbook = overrides.playbook ?? 'stop-crash-loop';
  const target = overrides.target ?? SERVICE;
  return {
    key: incidentKey(playbook, target),
    id: 'inc-1',
    generation: 1,
    playbook,
    target,
    severity: 'critical',
    trigger: { type: 'count', reason: 'it failed', windowSeconds: 600, threshold: 5 },
    openedAt: '2026-11-23T10:00:00.000Z',
    ...overrides,
  };
}

export function mark(id: string, overrides: Partial<Mark> = {}): Mark {
  return { at: '2026-11-23T09:59:00.000Z', id, group: 'payments-api:42', ...overrides };
}

/** Where nothing is configured and nobody sleeps. */
export const SITUATED: Pick<Situation, 'config' | 'hours'> = {
  config: decodeConfig('', 'defaults'),
  hours: async () => ({ saved: [], awake: [] }),
};
