import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLifecyclePolicy } from '../../local/fleet/ecr/lifecycle-policy.ts';
import { normalPolicy, type PolicyRule } from '../../shared/domain/repository-settings.ts';
import { type Merged, mergePolicy } from '../../shared/playbooks/ecr/lifecycle-merge.ts';
import { type LifecycleRule, lifecycleRules } from '../../shared/playbooks/ecr/lifecycle-schema.ts';

type Kind = 'tagged' | 'untagged' | 'any';

const selectionOf = (tagStatus: Kind, storageClass: 'standard' | 'archive', days: number) => ({
  tagStatus,
  ...(tagStatus === 'tagged' && { tagPatternList: [`v${days}*`] }),
  storageClass,
  countType: 'sinceImagePushed' as const,
  countNumber: days,
});
const kind = fc.constantFrom<Kind>('tagged', 'untagged', 'any');
const storage = fc.constantFrom('standard' as const, 'archive' as const);
const days = fc.integer({ min: 1, max: 400 });

/** What people put there: any policy that ECR takes, by their own numbers. */
const theirs = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 999 }), kind, storage, days), {
    maxLength: 12,
    selector: ([priority]) => priority,
  })
  .map((rules) =>
    rules.map(([rulePriority, tagStatus, storageClass, count], index) => ({
      rulePriority,
      description: `by hand ${index}`,
      selection: { ...selectionOf(tagStatus, storageClass, count), countUnit: 'days' },
      action: { type: 'expire' },
    })),
  )
  .filter((rules) => rules.length === 0 || isTaken(JSON.stringify({ rules })));

/** What a configuration may ask for. */
const wanted = fc
  .array(fc.tuple(kind, storage, days), { minLength: 1, maxLength: 8 })
  .map((rules) =>
    rules.map(([tagStatus, storageClass, count]) => ({
      selection: selectionOf(tagStatus, storageClass, count),
      action: 'expire' as const,
    })),
  )
  .filter((rules) => lifecycleRules.safeParse(rules).success);

function isTaken(text: string): boolean {
  try {
    return parseLifecyclePolicy(text).length > 0;
  } catch {
    return false;
  }
}

const asText = (rules: readonly object[]) => (rules.length === 0 ? '' : JSON.stringify({ rules }));
const rulesIn = (policy: string): readonly PolicyRule[] => JSON.parse(policy).rules;
const unnumbered = ({ rulePriority: _, ...rule }: PolicyRule) => rule;
const isTheirs = ({ description = '' }: PolicyRule) => description.startsWith('by hand');

/** The rules of other people, without their numbers, in the order in which ECR applies them in a storage class. */
const applied = (rules: readonly PolicyRule[], storageClass: string) =>
  rules
    .filter((rule) => isTheirs(rule) && rule.selection.storageClass === storageClass)
    .toSorted((a, b) => a.rulePriority - b.rulePriority)
    .map(unnumbered);

function property(
  check: (before: readonly PolicyRule[], ours: readonly LifecycleRule[], after: string) => void,
) {
  fc.assert(
    fc.property(theirs, wanted, (before, ours) => {
      const merged = mergePolicy(asText(before), ours);
      if (merged.type === 'merged') check(before, ours, merged.policy);
    }),
    { seed: 4, numRuns: 300 },
  );
}

describe('shared/playbooks/ecr/lifecycle-merge', () => {
  it('loses no rule of other people, changes none, and keeps their order', () => {
    property((before, _ours, after) => {
      for (const storageClass of ['standard', 'archive']) {
        expect(applied(rulesIn(after), storageClass)).toEqual(applied(before, storageClass));
      }
    });
  });

  it('keeps the numbers of other people, but for a rule for any image', () => {
    property((before, _ours, after) => {
      const numbers = new Map(rulesIn(after).map((rule) => [rule.description, rule.rulePriority]));
      const fixed = before.filter(({ selection }) => selection.tagStatus !== 'any');
      for (const { description, rulePriority } of fixed) expect(numbers.get(description)).toBe(rulePriority);
    });
  });

  it('makes a policy that ECR takes', () => {
    property((_before, _ours, after) => expect(isTaken(after)).toBe(true));
  });

  it('holds every wanted rule once, after those of other people', () => {
    property((_before, ours, after) => {
      const own = rulesIn(after).filter((rule) => !isTheirs(rule));
      expect(own).toHaveLength(ours.length);
      const last = (rules: readonly PolicyRule[]) => Math.max(0, ...rules.map((rule) => rule.rulePriority));
      const specific = rulesIn(after).filter(({ selection }) => selection.tagStatus !== 'any');
      const first = Math.min(...specific.filter((rule) => !isTheirs(rule)).map((rule) => rule.rulePriority));
      expect(first).toBeGreaterThan(last(specific.filter(isTheirs)));
    });
  });

  it('changes nothing when it is done again', () => {
    property((_before, ours, after) => {
      expect(mergePolicy(after, ours)).toEqual({ type: 'merged', policy: after });
    });
  });

  it('takes the place of what it put before, whatever that was', () => {
    const inOrder = (merged: Merged) =>
      merged.type === 'merged' ? rulesIn(merged.policy).map(unnumbered) : merged;

    fc.assert(
      fc.property(theirs, wanted, wanted, (before, first, second) => {
        const once = mergePolicy(asText(before), first);
        if (once.type === 'conflict') return;
        const twice = mergePolicy(once.policy, second);
        expect(inOrder(twice)).toEqual(inOrder(mergePolicy(asText(before), second)));
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

describe('shared/playbooks/ecr/lifecycle-merge, what cannot be merged', () => {
  const untagged: LifecycleRule = {
    selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 14 },
    action: 'expire',
  };
  const rule = (rulePriority: number, tagStatus: Kind = 'tagged') => ({
    rulePriority,
    selection: { ...selectionOf(tagStatus, 'standard', 1), countUnit: 'days' },
    action: { type: 'expire' },
  });
  const many = Array.from({ length: 50 }, (_, index) => rule(index + 1));

  it.each([
    ['a rule of its own that ECR takes only once', [rule(1, 'untagged')], 'ECR takes only one'],
    ['fifty rules of its own', many, 'it would have 51 rules'],
    [
      'rules that are as long as a policy may be',
      [{ ...rule(1), description: 'x'.repeat(31_000) }],
      'longer',
    ],
  ])('%s', (_what, rules, reason) => {
    const merged = mergePolicy(JSON.stringify({ rules }), [untagged]);

    expect(merged).toEqual({ type: 'conflict', reason: expect.stringContaining(reason) });
  });

  it('lets a rule for any image keep its number where there is room before it', () => {
    const merged = mergePolicy(JSON.stringify({ rules: [rule(1), rule(900, 'any')] }), [untagged]);

    const numbers = merged.type === 'merged' ? rulesIn(merged.policy).map((one) => one.rulePriority) : [];
    expect(numbers).toEqual([1, 2, 900]);
  });

  it.each(['{', '[]', '{"rules":[{}]}', '{"rules":"all"}'])('what is no policy: %s', (text) => {
    expect(mergePolicy(text, [untagged])).toMatchObject({ type: 'conflict' });
  });

  it('reads a policy the same in whatever order it is written', () => {
    const one =
      '{"rules":[{"rulePriority":2,"selection":{"tagStatus":"any"}},{"selection":{"tagStatus":"untagged"},"rulePriority":1}]}';
    const other =
      '{ "rules": [{"rulePriority":1,"selection":{"tagStatus":"untagged"}},{"selection":{"tagStatus":"any"},"rulePriority":2}] }';

    expect(normalPolicy(one)).toBe(normalPolicy(other));
  });
});
