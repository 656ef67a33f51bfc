import * as z from 'zod/mini';
import type { Outcome, Triage } from '../domain/decision.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Signal } from '../domain/signal.ts';
import type { CleanRevisionFacts } from './ecs/clean-revision-facts.ts';
import { serviceTarget } from './ecs/targets.ts';

const minutes = (fallback: number) => z._default(z.int().check(z.minimum(1), z.maximum(1440)), fallback);

const settings = z.strictObject({
  /** Give up waiting for a steady service after so long. */
  verifyMinutes: minutes(15),
  /** Then watch so long whether it stays. */
  comeBackMinutes: minutes(10),
  /** Ask again, if somebody wants it, after so many days. */
  remindDays: z._default(z.int().check(z.minimum(1), z.maximum(365)), 30),
});
export type RollBackSettings = z.infer<typeof settings>;

export const rollBackVulnerable: Playbook<RollBackSettings, CleanRevisionFacts> = {
  id: 'roll-back-vulnerable',
  domain: 'ecs',
  summary: 'Ask whether a service is to go back to its last revision without a vulnerability',
  hears: ['watchkeeper.rollback-requested'],
  settings,
  permissions: [
    'ecs:DescribeServices',
    'ecs:DescribeTasks',
    'ecs:ListServiceDeployments',
    'ecs:DescribeServiceRevisions',
    'ecs:DescribeTaskDefinition',
    'ecr:DescribeImages',
    'ecr:BatchGetImage',
    'ecr:DescribeImageScanFindings',
  ],
  actions: ['ecs.deploy-revision'],
  triage,
  response: async () => (await import('./ecs/clean-revision-response.ts')).cleanRevisionResponse,
  quietSeconds: (outcome, { remindDays }) => (isOver(outcome) ? undefined : remindDays * 24 * 3600),
};

function triage(signal: Signal): Triage {
  if (signal.kind !== 'watchkeeper.rollback-requested') {
    return { type: 'ignore', reason: 'only requests for a rollback matter here' };
  }
  const ids = signal.vulnerabilities.toSorted().join(' ');
  return {
    type: 'respond',
    target: serviceTarget(signal, signal.service),
    mark: { at: signal.occurredAt, id: signal.id, group: ids },
    severity: 'warning',
    reason: `a rollback was asked for, because of ${ids}`,
  };
}

/** Rolled back, or in need of it no more: the next request is news. */
function isOver(outcome: Outcome): boolean {
  return outcome.type === 'held' || (outcome.type === 'nothing' && outcome.released === true);
}
