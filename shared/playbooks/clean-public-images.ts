import * as z from 'zod/mini';
import type { Triage } from '../domain/decision.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Signal } from '../domain/signal.ts';
import { cleanLimits, publicRule, quietAfterSweep } from './ecr/clean-settings.ts';
import { registryTarget } from './ecr/scan-targets.ts';
import type { SweepFacts } from './ecr/sweep-facts.ts';
import { IMAGE_USE_PERMISSIONS, useScope } from './ecr/use-scope.ts';

const settings = z.strictObject({
  /** The first rule that matches a repository's name counts. Without rules no public image is ever looked at. */
  rules: z._default(z.array(publicRule).check(z.maxLength(200)), []),
  ...cleanLimits,
  /** Ask to delete what every look has found unused for so long. */
  deleteAfterDays: z._default(z.int().check(z.minimum(7), z.maximum(3650)), 90),
  revisions: useScope.revisions,
  elsewhere: useScope.elsewhere,
});
export type CleanPublicSettings = z.infer<typeof settings>;

export const cleanPublicImages: Playbook<CleanPublicSettings, SweepFacts> = {
  id: 'clean-public-images',
  domain: 'ecr',
  summary: 'Ask to delete images of ECR Public that nothing in this account used for a second period',
  hears: ['schedule.tick'],
  settings,
  permissions: [
    'ecr-public:DescribeRepositories',
    'ecr-public:DescribeImages',
    'ecr-public:ListTagsForResource',
    ...IMAGE_USE_PERMISSIONS,
  ],
  actions: ['ecr-public.delete-images'],
  triage,
  response: async () => (await import('./ecr/public-sweep-response.ts')).publicSweepResponse,
  quietSeconds: (outcome, { remindDays }) => quietAfterSweep(outcome, remindDays),
};

function triage(signal: Signal, _cause: unknown, { rules }: CleanPublicSettings): Triage {
  if (rules.length === 0)
    return ignore('no rule says which public images may go: see clean-public-images.rules');
  if (signal.kind !== 'schedule.tick' || signal.schedule !== cleanPublicImages.id)
    return ignore('only its own schedule matters here');
  const mark = { at: signal.occurredAt, id: signal.id, group: 'sweep' };
  const reason = 'it is time to look for public images that nothing uses';
  return { type: 'respond', target: registryTarget(signal), mark, severity: 'info', reason };
}

function ignore(reason: string): Triage {
  return { type: 'ignore', reason };
}
