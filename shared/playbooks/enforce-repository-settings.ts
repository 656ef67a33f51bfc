import type { Outcome, Triage } from '../domain/decision.ts';
import type { Mark } from '../domain/mark.ts';
import { matchesName } from '../domain/pattern.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Signal } from '../domain/signal.ts';
import type { RegistryTarget, Target } from '../domain/target.ts';
import { familyTarget, registryTarget } from './ecr/scan-targets.ts';
import type { SettingsFacts } from './ecr/settings-facts.ts';
import { PUSHED, SETTINGS_GROUP } from './ecr/settings-marks.ts';
import { type EnforceSettings, enforceSchema } from './ecr/settings-schema.ts';
import { IMAGE_USE_PERMISSIONS } from './ecr/use-scope.ts';

const DAY = 24 * 3600;

export const enforceRepositorySettings: Playbook<EnforceSettings, SettingsFacts> = {
  id: 'enforce-repository-settings',
  domain: 'ecr',
  summary:
    'Set repositories as the rules say: scanning, immutable tags, lifecycle policy; tell who else may pull',
  hears: ['schedule.tick', 'ecr.repository-created', 'ecr.image-pushed'],
  settings: enforceSchema,
  permissions: [
    'ecr:DescribeRepositories',
    'ecr:GetRegistryPolicy',
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
  if (signal.kind !== 'ecr.repository-created' && signal.kind !== 'ecr.image-pushed')
    return ignore('only schedules, new repositories and pushes matter here');
  const { kind, repository } = signal;
  const own = rules.find((one) => matchesName(one.repositories, repository));
  if (own === undefined) return ignore(`no rule is about ${repository}`);
  if (own.tellOnly === true) return ignore(`what differs in ${repository} is told with the next look at all`);
  const target = familyTarget(signal, repository);
  if (kind === 'ecr.image-pushed')
    return heed(signal, target, `an image was pushed to ${repository}`, { data: PUSHED });
  return heed(signal, target, `the repository ${repository} was created`);
}

function heed(
  { id, occurredAt }: Signal,
  target: RegistryTarget,
  reason: string,
  more: Pick<Mark, 'data'> = {},
): Triage {
  const mark = { at: occurredAt, id, group: SETTINGS_GROUP, ...more };
  return { type: 'respond', target, mark, severity: 'info', reason };
}

/** What was only said, or refused by a person, is not said every day; what was set is news each time. */
function quietSeconds(
  outcome: Outcome,
  { remindDays }: EnforceSettings,
  { kind }: Target,
): number | undefined {
  const isSaid = outcome.type === 'observed' || (outcome.type === 'nothing' && outcome.released !== true);
  const isRefused = outcome.type === 'failed' && outcome.code === 'approval-denied';
  if (isSaid || isRefused) return remindDays * DAY;
  // It may be pushed to all day long.
  return kind === 'repository' ? DAY : undefined;
}

function ignore(reason: string): Triage {
  return { type: 'ignore', reason };
}
