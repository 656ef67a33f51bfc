import type { SettingChange, SettingsAction } from '../domain/settings-action.ts';
import type { Target } from '../domain/target.ts';
import { quoted } from './verdict.ts';

/** More repositories than this are no longer one bounded thing, whatever the settings say. */
export const MAX_REPOSITORIES = 100;

/** What is wrong with an action on settings; undefined when it is whole, bounded and in the incident's own registry. */
export function settingsFlaw(action: SettingsAction, target: Target): string | undefined {
  const { kind, changes, registryId } = action;
  if (action.target === '' || changes.length === 0) return `${kind} names no target`;
  if (registryId !== target.account) {
    return `${kind} is for the registry of ${quoted(registryId)}, the incident for ${quoted(target.account)}`;
  }
  if (changes.length > MAX_REPOSITORIES) {
    return `${kind} is for ${changes.length} repositories, more than ${MAX_REPOSITORIES}`;
  }
  const names = new Set(changes.map(({ repository }) => repository));
  if (names.size < changes.length) return `${kind} names a repository twice`;
  return changes.map((change) => changeFlaw(action, change, target)).find(Boolean);
}

function changeFlaw(
  { kind }: SettingsAction,
  { repository, from, to }: SettingChange,
  target: Target,
): string | undefined {
  const ofRegistry = kind === 'ecr.set-registry-scanning';
  if (ofRegistry !== (repository === undefined) || repository === '') return `${kind} names no repository`;
  const only = target.kind === 'registry' ? undefined : target.name;
  if (only !== undefined && repository !== only) {
    return `${kind} is for ${quoted(repository ?? 'the registry')}, the incident for ${quoted(only)}`;
  }
  if (to === '') return `${kind} would leave ${quoted(repository ?? 'the registry')} with nothing`;
  return from === to ? `${kind} changes nothing in ${quoted(repository ?? 'the registry')}` : undefined;
}
