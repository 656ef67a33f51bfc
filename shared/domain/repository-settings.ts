import { canonical } from './action.ts';
import type { Repository } from './image.ts';

/** What a repository is set to, as DescribeRepositories reports it. */
export interface RepositorySettings extends Repository {
  readonly scanOnPush: boolean;
  /** `MUTABLE`, `IMMUTABLE`, or one of them with the tags that are exempt: `IMMUTABLE_WITH_EXCLUSION dev-* latest`. */
  readonly tagMutability: string;
  /** AES256, KMS or KMS_DSSE; it can never be changed. */
  readonly encryption: string;
}

/** What the registry scans by itself. */
export interface RegistryScanning {
  readonly type: 'BASIC' | 'ENHANCED';
  readonly rules: readonly ScanningRule[];
}

/** `frequency`: SCAN_ON_PUSH, CONTINUOUS_SCAN or MANUAL. */
export interface ScanningRule {
  readonly frequency: string;
  readonly filters: readonly string[];
}

/** What ECR says a lifecycle policy would do. */
export interface LifecyclePreview {
  readonly policy: string;
  readonly status: string;
  /** Only once the status is COMPLETE. */
  readonly effects: readonly { readonly digest: string; readonly type: string }[];
}

/** The registry caches what lies in another one. */
export interface PullThroughRule {
  /** What stands before the other registry's names; `ROOT` for nothing. */
  readonly prefix: string;
  /** The other registry, such as `registry-1.docker.io`. */
  readonly upstream: string;
  /** The part of it that is cached: a prefix of its names, `ROOT` for all of it. */
  readonly within: string;
}

/** What may be asked of ECR about settings. Every read is whole, and throws ReadError if it cannot be. */
export interface SettingsReads {
  /** Of all repositories, or of that one if it is there. */
  repositorySettings(only?: string): Promise<readonly RepositorySettings[]>;
  registryScanning(): Promise<RegistryScanning>;
  /** JSON as it was put; empty when the registry has none. */
  registryPolicy(): Promise<string>;
  pullThroughRules(): Promise<readonly PullThroughRule[]>;
  /** As `normalPolicy` writes it; empty when the repository has none or is gone. */
  lifecyclePolicy(repository: string): Promise<string>;
  /** Undefined when none was ever started. */
  lifecyclePreview(repository: string): Promise<LifecyclePreview | undefined>;
  /** JSON as it was put; empty when the repository has none or is gone. */
  repositoryPolicy(repository: string): Promise<string>;
}

/** Mutability and its exclusions as one text, equal exactly when the settings are: no exclusion holds a space. */
export function mutabilityText(mutability: string, exclusions: readonly string[]): string {
  return [mutability, ...exclusions.toSorted()].join(' ');
}

/** The registry's scanning as one text, equal exactly when it scans the same. */
export function scanningText({ type, rules }: RegistryScanning): string {
  const sorted = rules.map(({ frequency, filters }) => ({ frequency, filters: filters.toSorted() }));
  return canonical({ type, rules: sorted.toSorted((a, b) => (a.frequency < b.frequency ? -1 : 1)) });
}

/** A lifecycle policy as one text, equal exactly when its rules are; what is no policy stays as it is. */
export function normalPolicy(text: string): string {
  const rules = rulesOf(text);
  if (rules === undefined) return text;
  return canonical({ rules: rules.toSorted((a, b) => a.rulePriority - b.rulePriority) });
}

/** A rule of a lifecycle policy, of which only this much is looked at: the rest stays as somebody wrote it. */
export interface PolicyRule {
  readonly rulePriority: number;
  readonly description?: string;
  readonly selection: { readonly tagStatus: string; readonly storageClass?: string | undefined };
}

/** The rules of a lifecycle policy; undefined when the text is none that we understand. */
export function rulesOf(text: string): readonly PolicyRule[] | undefined {
  try {
    const { rules } = JSON.parse(text);
    return Array.isArray(rules) && rules.every(isRule) ? rules : undefined;
  } catch {
    return undefined;
  }
}

function isRule(rule: unknown): rule is PolicyRule {
  if (typeof rule !== 'object' || rule === null || !('rulePriority' in rule) || !('selection' in rule)) {
    return false;
  }
  const { rulePriority, selection } = rule;
  return (
    Number.isSafeInteger(rulePriority) &&
    typeof selection === 'object' &&
    selection !== null &&
    'tagStatus' in selection
  );
}
