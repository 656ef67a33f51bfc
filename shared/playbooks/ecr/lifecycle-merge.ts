import { normalPolicy, type PolicyRule, rulesOf } from '../../domain/repository-settings.ts';
import type { LifecycleRule } from './lifecycle-schema.ts';

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle-policy-parameters.html */
const MOST_RULES = 50;
const LONGEST_POLICY = 30_720;
/** Rules with this description are ours; every other is somebody's own. */
const MARK = 'watchkeeper';

export type Merged =
  | { readonly type: 'merged'; readonly policy: string }
  | { readonly type: 'conflict'; readonly reason: string };

/**
 * A repository's lifecycle policy with the wanted rules in place of those that were ours. Other people's rules stay
 * as they are, and before ours: an image that one of theirs speaks of is theirs. Only a rule for `any` of theirs gets
 * a higher number where ours need the room, because it must be the last. Merging twice changes nothing.
 */
export function mergePolicy(existing: string, wanted: readonly LifecycleRule[]): Merged {
  const rules = existing === '' ? [] : rulesOf(existing);
  if (rules === undefined) return conflict('the policy that is there cannot be understood');
  const theirs = rules.filter((rule) => !isOurs(rule)).toSorted(byPriority);
  const clash = wanted.find(({ selection }) => theirs.some((rule) => isAlone(rule.selection, selection)));
  if (clash !== undefined)
    return conflict(
      `it has a rule of its own with tagStatus ${clash.selection.tagStatus}, and ECR takes only one`,
    );
  const merged = numbered(theirs, wanted.map(written));
  if (merged.length > MOST_RULES)
    return conflict(`it would have ${merged.length} rules, and ECR takes ${MOST_RULES}`);
  const policy = normalPolicy(JSON.stringify({ rules: merged }));
  if (policy.length > LONGEST_POLICY) return conflict(`it would be longer than ${LONGEST_POLICY} characters`);
  return { type: 'merged', policy };
}

type Unnumbered = Omit<PolicyRule, 'rulePriority'>;

/** Theirs, ours, then those for `any`, theirs first. */
function numbered(theirs: readonly PolicyRule[], ours: readonly Unnumbered[]): readonly PolicyRule[] {
  const merged: PolicyRule[] = theirs.filter((rule) => !isLast(rule));
  let highest = Math.max(0, ...merged.map(({ rulePriority }) => rulePriority));
  const append = (rule: Unnumbered, wish: number) => {
    highest = Math.max(highest + 1, wish);
    merged.push({ ...rule, rulePriority: highest });
  };
  for (const rule of ours.filter((one) => !isLast(one))) append(rule, 0);
  for (const rule of theirs.filter(isLast)) append(rule, rule.rulePriority);
  for (const rule of ours.filter(isLast)) append(rule, 0);
  return merged;
}

function written({ description, selection, action }: LifecycleRule) {
  const counts = selection.countType === 'imageCountMoreThan';
  return {
    description: description === undefined ? MARK : `${MARK}: ${description}`,
    selection: { ...selection, ...(!counts && { countUnit: 'days' }) },
    action: action === 'expire' ? { type: 'expire' } : { type: 'transition', targetStorageClass: 'archive' },
  };
}

type Kind = { readonly tagStatus: string; readonly storageClass?: string | undefined };

/** Whether ECR takes only one of two rules: there is one for `untagged` and one for `any` in a storage class. */
export function isAlone(one: Kind, other: Kind): boolean {
  const [first = 'standard', second = 'standard'] = [one.storageClass, other.storageClass];
  return one.tagStatus !== 'tagged' && one.tagStatus === other.tagStatus && first === second;
}

function isOurs({ description = '' }: PolicyRule): boolean {
  return description === MARK || description.startsWith(`${MARK}: `);
}

function isLast({ selection }: Unnumbered): boolean {
  return selection.tagStatus === 'any';
}

function byPriority(a: PolicyRule, b: PolicyRule): number {
  return a.rulePriority - b.rulePriority;
}

function conflict(reason: string): Merged {
  return { type: 'conflict', reason };
}
