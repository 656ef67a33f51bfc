import * as z from 'zod/mini';
import { lifecycleRules } from './lifecycle-schema.ts';
import { useScope } from './use-scope.ts';

/** It becomes a filter of the registry's scanning. https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ScanningRepositoryFilter.html */
const repositories = z
  .string()
  .check(z.maxLength(255), z.regex(/^(?=[a-z0-9*])(?!.*[._/-]{2})[a-z0-9*._/-]*[a-z0-9*]$/));
/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageTagMutabilityExclusionFilter.html */
const mutableTag = z.string().check(z.regex(/^[0-9a-zA-Z._*-]{1,128}$/));

const rule = z.strictObject({
  repositories,
  /** Pushes are scanned, or images all the time, which only enhanced scanning does. */
  scan: z.optional(z.enum(['on-push', 'continuous'])),
  tags: z.optional(z.literal('immutable')),
  /** With `immutable`: exactly these may move all the same. */
  mutableTags: z.optional(z.array(mutableTag).check(z.maxLength(5))),
  encryption: z.optional(z.enum(['AES256', 'KMS', 'KMS_DSSE'])),
  lifecycle: z.optional(lifecycleRules),
  /** Accounts and organizations that the repository's policy may let in besides its own account. */
  accounts: z.optional(z.array(z.string().check(z.regex(/^(\d{12}|o-[a-z0-9]{10,32})$/)))),
  /** Differences are told and never changed. */
  tellOnly: z.optional(z.boolean()),
});
export type SettingsRule = z.infer<typeof rule>;

/** Worth knowing anywhere, and nobody's pipeline breaks because of it. */
const EVERY_REPOSITORY: SettingsRule = {
  repositories: '*',
  scan: 'on-push',
  tags: 'immutable',
  tellOnly: true,
};

export const enforceSchema = z.strictObject({
  /** The first rule that matches a repository's name counts; one without a rule is left alone. */
  rules: z._default(z.array(rule).check(z.maxLength(100)), [EVERY_REPOSITORY]),
  /** At most so many repositories in one run, for each kind of setting. */
  maxRepositories: z._default(z.int().check(z.minimum(1), z.maximum(100)), 50),
  ...useScope,
  /** Say again what differs, and was not changed, after so many days. */
  remindDays: z._default(z.int().check(z.minimum(1), z.maximum(90)), 7),
});
export type EnforceSettings = z.infer<typeof enforceSchema>;
