import type { SettingChange, SettingsAction } from '../domain/settings-action.ts';
import { shell } from './shell.ts';

/** A longer command would be cut in a message: the old values are in the receipt, too. */
const LONGEST = 380;

/** The commands that bring the old values back, in one line; empty where there is nothing to bring back. */
export function undoSettings(action: SettingsAction): string {
  if (!('inverse' in action)) return '';
  const byValue = Map.groupBy(action.inverse.changes, ({ to }) => to);
  const lines = [...byValue].map(([value, changes]) => forEach(changes, commandOf(action.kind, value)));
  const line = lines.join('; ');
  return line.length <= LONGEST ? line : '';
}

function forEach(changes: readonly SettingChange[], command: (repository: string) => string): string {
  const names = changes.flatMap(({ repository }) => repository ?? []);
  if (names.length <= 1) return command(names[0] ?? '');
  return `for r in ${names.join(' ')}; do ${command('$r')}; done`;
}

function commandOf(kind: SettingsAction['kind'], value: string): (repository: string) => string {
  if (kind === 'ecr.set-registry-scanning') return () => scanningCommand(value);
  if (kind === 'ecr.set-tag-mutability') return (name) => mutabilityCommand(name, value);
  if (value === '') return (name) => `aws ecr delete-lifecycle-policy --repository-name ${name}`;
  return (name) =>
    `aws ecr put-lifecycle-policy --repository-name ${name} --lifecycle-policy-text ${shell(value)}`;
}

function scanningCommand(value: string): string {
  const { type, rules } = JSON.parse(value);
  const input = rules.map((rule: { frequency: string; filters: readonly string[] }) => ({
    scanFrequency: rule.frequency,
    repositoryFilters: rule.filters.map((filter) => ({ filter, filterType: 'WILDCARD' })),
  }));
  return `aws ecr put-registry-scanning-configuration --scan-type ${type} --rules ${shell(JSON.stringify(input))}`;
}

function mutabilityCommand(repository: string, value: string): string {
  const [mutability, ...filters] = value.split(' ');
  const exclusions = filters.map((filter) => `filterType=WILDCARD,filter=${shell(filter)}`).join(' ');
  const option = exclusions && ` --image-tag-mutability-exclusion-filters ${exclusions}`;
  return `aws ecr put-image-tag-mutability --repository-name ${repository} --image-tag-mutability ${mutability}${option}`;
}
