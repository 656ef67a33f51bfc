import * as z from 'zod/mini';
import type { Outcome, Triage } from '../domain/decision.ts';
import type { RegistryTarget } from '../domain/incident.ts';
import { matchesName } from '../domain/pattern.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Signal } from '../domain/signal.ts';
import { lifecycleRules } from './ecr/lifecycle-rules.ts';
import { familyTarget, registryTarget } from './ecr/scan-targets.ts';
import type { SettingsFacts } from './ecr/settings-facts.ts';
import { IMAGE_USE_PERMISSIONS, useScope } from './ecr/use-scope.ts';

/** It becomes a filter of the registry's scanning. https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ScanningRepositoryFilter.html */
const repositories = z
  .string()
  .check(z.maxLength(255), z.regex(/^(?=[a-z0-9*])(?!.*[._/-]{2})[a-z0-9*._/-]*[a-z0-9*]$/));
/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageTagMutabilityExclusionFilter.html */
const mutableTag = z.string().check(z.regex(/^[0-9a-zA-Z._*-]{1,128}$/));

const rule = z.strictObject({
  repositories,
  /** Pushes are scanned, or images all the time, which only enhanced scanning does. */
  scan: z.optional(z.enum(['on-push', 'continuous'])),
  tags: z.optional(z.literal('immutable')),
  /** With `immutable`: exactly these may move all the same. */
  mutableTags: z.optional(z.array(mutableTag).check(z.maxLength(5))),
  encryption: z.optional(z.enum(['AES256', 'KMS', 'KMS_DSSE'])),
  lifecycle: z.optional(lifecycleRules),
  /** Accounts and organizations that the repository's policy may let in besides its own account. */
  accounts: z.optional(z.array(z.string().check(z.regex(/^(\d{12}|o-[a-z0-9]{10,32})$/)))),
  /** Differences are told and never changed. */
  tellOnly: z.optional(z.boolean()),
});
export type SettingsRule = z.infer<typeof rule>;

/** Worth knowing anywhere, and nobody's pipeline breaks because of it. */
const EVERY_REPOSITORY: SettingsRule = {
  repositories: '*',
  scan: 'on-push',
  tags: 'immutable',
  tellOnly: true,
};

const settings = z.strictObject({
  /** The first rule that matches a repository's name counts; one without a rule is left alone. */
  rules: z._default(z.array(rule).check(z.maxLength(100)), [EVERY_REPOSITORY]),
  /** At most so many repositories in one run, for each kind of setting. */
  maxRepositories: z._default(z.int().check(z.minimum(1), z.maximum(100)), 50),
  ...useScope,
  /** Say again what differs, and was not changed, after so many days. */
  remindDays: z._default(z.int().check(z.minimum(1), z.maximum(90)), 7),
});
export type EnforceSettings = z.infer<typeof settings>;

const DAY = 24 * 3600;

export const enforceRepositorySettings: Playbook<EnforceSettings, SettingsFacts> = {
  id: 'enforce-repository-settings',
  domain: 'ecr',
  summary:
    'Set repositories as the rules say: scanning, immutable tags, lifecycle policy; tell who else may pull',
  hears: ['schedule.tick', 'ecr.repository-created'],
  settings,
  permissions: [
    'ecr:DescribeRepositories',
    'ecr:GetRegistryScanningConfiguration',
    'ecr:GetLifecyclePolicy',
    'ecr:GetLifecyclePolicyPreview',
    'ecr:GetRepositoryPolicy',
    'ecr:ListTagsForResource',
    'ecr:DescribeImages',
    'ecr:BatchGetImage',
    ...IMAGE_USE_PERMISSIONS,
  ],
  actions: [
    'ecr.set-registry-scanning',
    'ecr.set-tag-mutability',
    'ecr.preview-lifecycle-policy',
    'ecr.put-lifecycle-policy',
  ],
  triage,
  response: async () => (await import('./ecr/settings-response.ts')).settingsResponse,
  quietSeconds,
};

function triage(signal: Signal, _cause: unknown, { rules }: EnforceSettings): Triage {
  if (rules.length === 0)
    return ignore('no rule says how repositories are to be set: see enforce-repository-settings.rules');
  if (signal.kind === 'schedule.tick') {
    if (signal.schedule !== enforceRepositorySettings.id)
      return ignore(`the schedule ${signal.schedule} is for others`);
    return heed(signal, registryTarget(signal), 'it is time to look at the settings of the repositories');
  }
  if (signal.kind !== 'ecr.repository-created')
    return ignore('only schedules and new repositories matter here');
  const { repository } = signal;
  const own = rules.find((one) => matchesName(one.repositories, repository));
  if (own === undefined) return ignore(`no rule is about ${repository}`);
  if (own.tellOnly === true) return ignore(`what differs in ${repository} is told with the next look at all`);
  return heed(signal, familyTarget(signal, repository), `the repository ${repository} was created`);
}

function heed({ id, occurredAt }: Signal, target: RegistryTarget, reason: string): Triage {
  const mark = { at: occurredAt, id, group: 'settings' };
  return { type: 'respond', target, mark, severity: 'info', reason };
}

/** What was only said, or refused by a person, is not said every day; what was set is news each time. */
function quietSeconds(outcome: Outcome, { remindDays }: EnforceSettings): number | undefined {
  if (outcome.type === 'observed' || outcome.type === 'nothing') return remindDays * DAY;
  return outcome.type === 'failed' && outcome.code === 'approval-denied' ? remindDays * DAY : undefined;
}

function ignore(reason: string): Triage {
  return { type: 'ignore', reason };
}
