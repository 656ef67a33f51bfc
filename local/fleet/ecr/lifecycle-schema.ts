import * as z from 'zod';

const days = { countUnit: z.literal('days'), countNumber: z.int().positive() };
const count = z.discriminatedUnion('countType', [
  z.object({
    countType: z.literal('imageCountMoreThan'),
    countNumber: z.int().positive(),
    countUnit: z.never().optional(),
  }),
  z.object({
    countType: z.enum(['sinceImagePushed', 'sinceImagePulled', 'sinceImageTransitioned']),
    ...days,
  }),
]);

const pattern = z.string().regex(/^[^*]*(?:\*[^*]*){0,4}$/, 'may have at most four *');
const tags = z.discriminatedUnion('tagStatus', [
  z.object({
    tagStatus: z.literal('tagged'),
    tagPatternList: z.array(pattern).nonempty().optional(),
    tagPrefixList: z.array(z.string().min(1)).nonempty().optional(),
  }),
  z.object({
    tagStatus: z.enum(['untagged', 'any']),
    tagPatternList: z.never().optional(),
    tagPrefixList: z.never().optional(),
  }),
]);

const rule = z.strictObject({
  rulePriority: z.int().positive(),
  description: z.string().optional(),
  selection: z.intersection(
    z.intersection(tags, count),
    z.object({ storageClass: z.enum(['standard', 'archive']).default('standard') }),
  ),
  action: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('expire') }),
    z.strictObject({ type: z.literal('transition'), targetStorageClass: z.literal('archive') }),
  ]),
});

/** The grammar of a lifecycle policy, field by field. */
export const LIFECYCLE_POLICY = z.strictObject({ rules: z.array(rule).min(1).max(50) });

export type LifecycleRule = z.infer<typeof rule>;
