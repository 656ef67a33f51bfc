import * as z from 'zod/mini';
import { isAlone } from './lifecycle-merge.ts';

const tags = z.array(z.string().check(z.minLength(1), z.maxLength(128))).check(z.minLength(1));
/** "You can use up to four wildcards (*)": lifecycle-policy-parameters in the Amazon ECR User Guide. */
const patterns = z
  .array(z.string().check(z.maxLength(128), z.regex(/^[^*]*(?:\*[^*]*){0,4}$/), z.minLength(1)))
  .check(z.minLength(1));

const selection = z.strictObject({
  tagStatus: z.enum(['tagged', 'untagged', 'any']),
  tagPatternList: z.optional(patterns),
  tagPrefixList: z.optional(tags),
  storageClass: z.optional(z.enum(['standard', 'archive'])),
  countType: z.enum(['imageCountMoreThan', 'sinceImagePushed', 'sinceImagePulled', 'sinceImageTransitioned']),
  countNumber: z.int().check(z.minimum(1), z.maximum(100_000)),
});

/** A rule as Amazon ECR writes it, without what follows from the rest: its priority and `countUnit`. */
const rule = z.strictObject({
  description: z.optional(z.string().check(z.maxLength(128))),
  selection,
  action: z.enum(['expire', 'archive']),
});

export type LifecycleRule = z.infer<typeof rule>;

/** The rules of one lifecycle policy, in the order of their priority. */
export const lifecycleRules = z
  .array(rule)
  .check(z.minLength(1), z.maxLength(50))
  .check(
    z.superRefine((rules, context) => {
      for (const [index, one] of rules.entries()) {
        const message = flawOf(one, rules);
        if (message !== undefined) {
          context.addIssue({ code: 'custom', input: one, path: [index], message });
        }
      }
    }),
  );

/** What no single field says; from the same page of the guide. */
function flawOf(
  { selection: one, action }: LifecycleRule,
  rules: readonly LifecycleRule[],
): string | undefined {
  const lists = [one.tagPatternList, one.tagPrefixList].filter((list) => list !== undefined);
  if (lists.length !== (one.tagStatus === 'tagged' ? 1 : 0))
    return 'tagStatus tagged takes tagPatternList or tagPrefixList, the others neither';
  const archived = one.storageClass === 'archive';
  if (one.countType === 'sinceImageTransitioned' && !(archived && one.countNumber >= 90))
    return 'sinceImageTransitioned is for storageClass archive, from 90 days on';
  if (archived && action === 'archive') return 'what lies in the archive cannot be archived';
  const alike = rules.filter(({ selection: other }) => isAlone(other, one));
  return one.tagStatus !== 'tagged' && alike.length > 1
    ? `ECR takes only one rule with tagStatus ${one.tagStatus} for a storage class`
    : undefined;
}
