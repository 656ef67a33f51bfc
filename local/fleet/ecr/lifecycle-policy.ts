import * as z from 'zod';
import { violated } from './errors.ts';
import { LIFECYCLE_POLICY, type LifecycleRule } from './lifecycle-schema.ts';

const LONGEST_POLICY = 30_720;

/** What no single field says: each gives what is wrong, or nothing. */
const CHECKS: readonly ((rule: LifecycleRule, rules: readonly LifecycleRule[]) => string | false)[] = [
  ({ rulePriority }, rules) =>
    rules.filter((other) => other.rulePriority === rulePriority).length > 1 &&
    `rulePriority ${rulePriority} is given twice`,
  ({ selection: { tagStatus, tagPatternList, tagPrefixList } }) =>
    tagStatus === 'tagged' &&
    (tagPatternList === undefined) === (tagPrefixList === undefined) &&
    'tagStatus tagged needs tagPatternList or tagPrefixList, and not both',
  ({ rulePriority, selection }, rules) =>
    selection.tagStatus === 'any' &&
    rules.some(
      (other) => other.rulePriority > rulePriority && other.selection.storageClass === selection.storageClass,
    ) &&
    'a rule with tagStatus any must have the highest rulePriority',
  ({ selection }, rules) =>
    selection.tagStatus !== 'tagged' &&
    rules.filter(
      (other) =>
        other.selection.tagStatus === selection.tagStatus &&
        other.selection.storageClass === selection.storageClass,
    ).length > 1 &&
    `only one rule may have tagStatus ${selection.tagStatus} for a storage class`,
  ({ selection: { countType, storageClass } }) =>
    countType === 'sinceImageTransitioned' &&
    storageClass !== 'archive' &&
    'sinceImageTransitioned needs storageClass archive',
  ({ selection: { storageClass }, action }) =>
    action.type === 'transition' &&
    storageClass === 'archive' &&
    'what is archived cannot transition to the archive',
  ({ selection: { countType, countNumber } }) =>
    countType === 'sinceImageTransitioned' &&
    countNumber < 90 &&
    'images stay in the archive for at least 90 days',
];

/**
 * The rules of a policy in the order of their priority. Throws InvalidParameterException for what breaks the grammar
 * of "Lifecycle policy properties" in the Amazon ECR User Guide.
 */
export function parseLifecyclePolicy(text: string): readonly LifecycleRule[] {
  const parsed = LIFECYCLE_POLICY.safeParse(jsonOf(text));
  if (!parsed.success) throw wrong(z.prettifyError(parsed.error).replaceAll('\n', ' '));
  const { rules } = parsed.data;
  for (const one of rules) {
    const problem = CHECKS.map((check) => check(one, rules)).find(Boolean);
    if (problem) throw wrong(problem);
  }
  return [...rules].sort((a, b) => a.rulePriority - b.rulePriority);
}

function jsonOf(text: string): unknown {
  if (text.length > LONGEST_POLICY) throw wrong(`it is longer than ${LONGEST_POLICY} characters`);
  try {
    return JSON.parse(text);
  } catch {
    throw wrong('it is not JSON');
  }
}

function wrong(problem: string): Error {
  return violated('LifecyclePolicyText', `Lifecycle policy validation failure: ${problem}`);
}
