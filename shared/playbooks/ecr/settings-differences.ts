import {
  mutabilityText,
  type RegistryScanning,
  type RepositorySettings,
} from '../../domain/repository-settings.ts';
import { strangersIn } from './exposure.ts';
import { mergePolicy } from './lifecycle-merge.ts';
import { isScanned } from './registry-scanning.ts';
import type { Difference } from './settings-facts.ts';
import type { SettingsRule } from './settings-schema.ts';

/** All that is known of one repository; what its rule does not ask for was not read. */
export interface Known {
  readonly repository: RepositorySettings;
  readonly rule: SettingsRule;
  readonly scanning: RegistryScanning | undefined;
  /** As `normalPolicy` writes it; empty when there is none. */
  readonly lifecycle: string | undefined;
  readonly policy: string | undefined;
  /** The account whose registry it is: never a stranger. */
  readonly account: string;
}

/** Where a repository is not as its rule says. Pure. */
export function differencesOf(known: Known): readonly Difference[] {
  const found = [exposure, scanning, tags, lifecycle, encryption].map((look) => look(known));
  return found.filter((one) => one !== undefined);
}

function exposure({ repository, rule, policy, account }: Known): Difference | undefined {
  if (rule.accounts === undefined || policy === undefined) return undefined;
  const strangers = strangersIn(policy, [account, ...rule.accounts]);
  if (strangers.length === 0) return undefined;
  return { repository: repository.name, setting: 'exposure', text: strangers.join('; ') };
}

/** The same for the policy of the registry itself, which reaches all its repositories. */
export function registryExposure(policy: string, known: readonly string[]): readonly Difference[] {
  const strangers = strangersIn(policy, known);
  if (strangers.length === 0) return [];
  return [{ repository: 'the registry', setting: 'registry', text: strangers.join('; ') }];
}

function scanning({ repository, rule, scanning: now }: Known): Difference | undefined {
  if (rule.scan === undefined || now === undefined || isScanned(repository, now, rule.scan)) return undefined;
  const text = rule.scan === 'on-push' ? 'not scanned on push' : 'not scanned all the time';
  return { repository: repository.name, setting: 'scanning', text };
}

function tags({ repository: { name, tagMutability: from }, rule }: Known): Difference | undefined {
  if (rule.tags === undefined) return undefined;
  const { mutableTags = [] } = rule;
  const kind = mutableTags.length > 0 ? 'IMMUTABLE_WITH_EXCLUSION' : 'IMMUTABLE';
  const to = mutabilityText(kind, [...new Set(mutableTags)]);
  // Without a word on which tags may move, those that people chose are fine.
  const fine = rule.mutableTags === undefined ? from.startsWith('IMMUTABLE') : from === to;
  if (fine) return undefined;
  const text = `tags are ${from}, not ${to}`;
  return { repository: name, setting: 'tags', text, change: { repository: name, from, to } };
}

function lifecycle({ repository: { name }, rule, lifecycle: from }: Known): Difference | undefined {
  if (rule.lifecycle === undefined || from === undefined) return undefined;
  const merged = mergePolicy(from, rule.lifecycle);
  const base = { repository: name, setting: 'lifecycle' } as const;
  if (merged.type === 'conflict')
    return { ...base, text: `lifecycle policy cannot be merged: ${merged.reason}` };
  if (merged.policy === from) return undefined;
  const text = from === '' ? 'no lifecycle policy' : 'another lifecycle policy';
  return { ...base, text, change: { repository: name, from, to: merged.policy } };
}

function encryption({ repository: { name, encryption: now }, rule }: Known): Difference | undefined {
  if (rule.encryption === undefined || now === rule.encryption) return undefined;
  return { repository: name, setting: 'encryption', text: `encrypted with ${now}, not ${rule.encryption}` };
}
