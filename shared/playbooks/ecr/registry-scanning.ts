import { matchesName } from '../../domain/pattern.ts';
import type { RegistryScanning, RepositorySettings, ScanningRule } from '../../domain/repository-settings.ts';

export type ScanWanted = 'on-push' | 'continuous';

/** A rule of the registry takes so many. https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RegistryScanningRule.html */
const MOST_FILTERS = 100;

/**
 * Whether a push to the repository is scanned, or its images all the time. The repository's own scan on push is an
 * older setting that AWS gives up in favour of the registry's; it still counts where the registry scans by itself.
 */
export function isScanned(
  { name, scanOnPush }: Pick<RepositorySettings, 'name' | 'scanOnPush'>,
  { type, rules }: RegistryScanning,
  wanted: ScanWanted,
): boolean {
  const enough = wanted === 'on-push' ? ['SCAN_ON_PUSH', 'CONTINUOUS_SCAN'] : ['CONTINUOUS_SCAN'];
  const byRule = rules.some(
    ({ frequency, filters }) => enough.includes(frequency) && filters.some((filter) => covers(filter, name)),
  );
  return byRule || (wanted === 'on-push' && type === 'BASIC' && scanOnPush);
}

/**
 * The same scanning, on push for these filters too; undefined where only a person can do it: enhanced scanning is
 * Inspector's, which is paid for and has permissions of its own.
 */
export function widened(
  scanning: RegistryScanning,
  filters: readonly string[],
): RegistryScanning | undefined {
  if (scanning.type !== 'BASIC') return undefined;
  const isOnPush = ({ frequency }: ScanningRule) => frequency === 'SCAN_ON_PUSH';
  const onPush = scanning.rules.filter(isOnPush).flatMap((rule) => rule.filters);
  const all = [...new Set([...onPush, ...filters])];
  if (all.length > MOST_FILTERS) return undefined;
  const others = scanning.rules.filter((rule) => !isOnPush(rule));
  return { ...scanning, rules: [...others, { frequency: 'SCAN_ON_PUSH', filters: all }] };
}

/** "A filter with no wildcard will match all repository names that contain the filter": image-scanning-filters. */
function covers(filter: string, name: string): boolean {
  return filter.includes('*') ? matchesName(filter, name) : name.includes(filter);
}
