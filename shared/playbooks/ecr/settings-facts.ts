import type { SettingChange } from '../../domain/settings-action.ts';

/** In the order in which people hear of them. */
export const SETTINGS = ['registry', 'exposure', 'scanning', 'tags', 'lifecycle', 'encryption'] as const;
export type Setting = (typeof SETTINGS)[number];

/** What one repository has otherwise than its rule says. */
export interface Difference {
  readonly repository: string;
  readonly setting: Setting;
  /** "not scanned on push": after the repository's name. */
  readonly text: string;
  /** What would set it right; absent where only a person can, and for scanning, which is set for the registry. */
  readonly change?: SettingChange;
}

/** What becomes of a difference in this round. */
export interface Fate extends Difference {
  /** `later`: in the next run; `tell`: nothing is done about it. */
  readonly does: 'scan' | 'set-tags' | 'preview' | 'put' | 'later' | 'tell';
  /** The tag of its repository wants people to be asked. */
  readonly asks?: true;
  /** Why it is only told, for people. */
  readonly note?: string;
  /** What the preview of a policy expires and archives. */
  readonly expires?: number;
  readonly archives?: number;
}

/** What is to be set in one registry, as small as a checkpoint wants it: never more than one run may set. */
export interface SettingsFacts {
  readonly account: string;
  readonly region: string;
  readonly registryArn: string;
  /** The repository whose push is the only reason for this look. */
  readonly pushed?: string;
  /** Those that a rule speaks about, and those of them that differ. */
  readonly repositories: number;
  readonly differ: number;
  /** What nothing is done about in this run. */
  readonly told: readonly Told[];
  readonly scanning?: { readonly change: SettingChange; readonly adds: readonly string[] };
  readonly tags: readonly SettingChange[];
  readonly previews: readonly SettingChange[];
  readonly policies: readonly SettingChange[];
  /** What the previews of `policies` expire and archive. */
  readonly expires: number;
  readonly archives: number;
  /** The tag of a repository that would be written to wants people to be asked. */
  readonly asks: boolean;
  /** Changes that wait for the next run. */
  readonly later: number;
}

/** So many repositories differ in a setting; the first of them as an example. */
export interface Told {
  readonly setting: Setting;
  readonly count: number;
  readonly example: string;
}

/** "9 not scanned, 5 with mutable tags": by setting, in the order in which people hear of them. */
export function countWords(found: readonly Pick<Told, 'setting' | 'count'>[]): string {
  const sorted = SETTINGS.flatMap((setting) => found.filter((one) => one.setting === setting));
  return sorted.map(({ setting, count }) => `${count} ${WORDS[setting]}`).join(', ');
}

const WORDS: Readonly<Record<Setting, string>> = {
  registry: 'registry open to others',
  exposure: 'open to others',
  scanning: 'not scanned',
  tags: 'with tags that may move',
  lifecycle: 'without the lifecycle policy',
  encryption: 'encrypted otherwise',
};

/** By setting, how many and the first. */
export function tallied(differences: readonly Difference[]): readonly Told[] {
  const bySetting = Map.groupBy(differences, ({ setting }) => setting);
  return [...bySetting].map(([setting, found]) => ({
    setting,
    count: found.length,
    example: found[0]?.repository ?? '',
  }));
}
