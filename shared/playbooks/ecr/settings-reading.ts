import { matchesName } from '../../domain/pattern.ts';
import type { Reads } from '../../domain/reads.ts';
import type { RegistryScanning } from '../../domain/repository-settings.ts';
import type { Target } from '../../domain/target.ts';
import { differencesOf, registryExposure } from './settings-differences.ts';
import type { Difference } from './settings-facts.ts';
import type { EnforceSettings } from './settings-schema.ts';
import type { Found } from './settings-selection.ts';

type Ruled = Pick<Found, 'of' | 'rule'>;

/** How the repositories of a target are set, and where that is not as their rules say. */
export interface SettingsRead {
  /** Those that a rule speaks about. */
  readonly ruled: readonly Ruled[];
  readonly scanning: RegistryScanning | undefined;
  readonly found: readonly Found[];
  /** Whom the registry's own policy lets in. */
  readonly open: readonly Difference[];
}

/** What a rule does not ask for is not read; `pushed`: a push is the only reason to look. */
export async function readSettings(
  { kind, name, account }: Target,
  pushed: boolean,
  reads: Reads,
  settings: EnforceSettings,
): Promise<SettingsRead> {
  const isRegistry = kind === 'registry';
  const ruled = await ruledBy(settings, reads, isRegistry ? undefined : name);
  // One new repository is no reason to change what is scanned for all of them.
  const scans = (isRegistry || pushed) && ruled.some(({ rule }) => rule.scan !== undefined);
  const scanning = scans ? await reads.registryScanning() : undefined;
  const found = await findDifferences(ruled, scanning, account, reads);
  const open = isRegistry ? await openTo(account, settings, reads) : [];
  return { ruled, scanning, found, open };
}

/** Those that a rule speaks about, or only that one. */
async function ruledBy(
  { rules }: EnforceSettings,
  reads: Reads,
  only: string | undefined,
): Promise<readonly Ruled[]> {
  const all = await reads.repositorySettings(only);
  return all.flatMap((of) => {
    const rule = rules.find((one) => matchesName(one.repositories, of.name));
    return rule === undefined ? [] : [{ of, rule }];
  });
}

async function findDifferences(
  ruled: readonly Ruled[],
  scanning: RegistryScanning | undefined,
  account: string,
  reads: Reads,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const { of, rule } of ruled) {
    const lifecycle = rule.lifecycle && (await reads.lifecyclePolicy(of.name));
    const policy = rule.accounts && (await reads.repositoryPolicy(of.name));
    const differences = differencesOf({ repository: of, rule, scanning, lifecycle, policy, account });
    found.push(...differences.map((one) => ({ ...one, of, rule })));
  }
  return found;
}

/** The registry's policy reaches all repositories, so whoever may into one of them may be in it. */
async function openTo(
  account: string,
  { rules }: EnforceSettings,
  reads: Reads,
): Promise<readonly Difference[]> {
  const lists = rules.flatMap(({ accounts }) => (accounts === undefined ? [] : [accounts]));
  if (lists.length === 0) return [];
  return registryExposure(await reads.registryPolicy(), [account, ...lists.flat()]);
}
