import * as z from 'zod/mini';
import type { Triage } from '../domain/decision.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Signal } from '../domain/signal.ts';
import { SEVERITIES } from '../domain/vulnerability.ts';
import type { GateFacts } from './ecs/gate-facts.ts';
import { serviceTarget } from './ecs/targets.ts';

const minutes = (fallback: number) => z._default(z.int().check(z.minimum(1), z.maximum(1440)), fallback);

const settings = z.strictObject({
  /** One of these rolls a deployment back. */
  severities: z._default(z.array(z.enum(SEVERITIES)).check(z.minLength(1)), ['CRITICAL', 'HIGH']),
  /** Also what has no fix yet. */
  unfixable: z._default(z.boolean(), false),
  /** Let a deployment go on whose images were all scanned and have none: a pause may be there for other reasons. */
  continueClean: z._default(z.boolean(), false),
  /** A scan of an image that was just pushed may come so late. */
  waitMinutes: minutes(10),
  /** Give up waiting for what became of the answer after so long. */
  verifyMinutes: minutes(15),
});
export type GateSettings = z.infer<typeof settings>;

/** The same hook is told of more than once, but not for longer. */
const REPEATS_SECONDS = 24 * 3600;

export const gateDeployment: Playbook<GateSettings, GateFacts> = {
  id: 'gate-deployment',
  domain: 'ecs',
  summary: 'Answer a deployment that waits at a pause hook by what scans say of its images',
  hears: ['ecs.deployment-hook'],
  settings,
  permissions: [
    'ecs:DescribeServices',
    'ecs:DescribeServiceDeployments',
    'ecs:DescribeServiceRevisions',
    'ecs:DescribeTaskDefinition',
    'ecr:DescribeImages',
    'ecr:BatchGetImage',
    'ecr:DescribeImageScanFindings',
  ],
  actions: ['ecs.continue-deployment'],
  triage,
  response: async () => (await import('./ecs/gate-response.ts')).gateResponse,
  quietSeconds: () => REPEATS_SECONDS,
};

function triage(signal: Signal): Triage {
  if (signal.kind !== 'ecs.deployment-hook') return ignore('only hooks of deployments matter here');
  const { eventName, hookId, occurredAt: at, id, deploymentArn: data } = signal;
  if (eventName !== 'HOOK_AWAITING_ACTION') return ignore(`${eventName} waits for no answer`);
  return {
    type: 'respond',
    target: serviceTarget(signal, signal.service),
    mark: { at, id, group: hookId ?? data, data },
    severity: 'warning',
    reason: 'a deployment waits at a pause hook',
  };
}

function ignore(reason: string): Triage {
  return { type: 'ignore', reason };
}
