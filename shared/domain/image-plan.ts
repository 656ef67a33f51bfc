import type { Image, ImageUse, Repository, UseGraph } from './image.ts';

/**
 * Which images of a repository are worth keeping although nothing uses them. An image goes only when one of these
 * speaks about it and none keeps it: `keepNewest` speaks about tags that it matches, `untaggedGraceDays` about
 * untagged images, the days about all of them. Every number is more than 0; patterns may hold `*`.
 */
export interface ImageRule {
  readonly repositories: string;
  /** The newest so many of those with such a tag, by the time they were pushed. */
  readonly keepNewest?: readonly KeepNewest[] | undefined;
  /** Pushed, or restored from the archive, within so many days. */
  readonly keepYoungerDays?: number | undefined;
  /** Pulled within so many days. Where no pull is recorded, the push or the restore counts as one. */
  readonly keepPulledDays?: number | undefined;
  /** Tags that are protected for good. */
  readonly keepTags?: readonly string[] | undefined;
  /** For untagged images, in place of `keepYoungerDays`. */
  readonly untaggedGraceDays?: number | undefined;
}

export interface KeepNewest {
  readonly tags: string;
  readonly count: number;
}

/** How much may go at once, and when what went to the archive may go for good. */
export interface ImageLimits {
  /** Of the repository's images, in one run: 0 to 100. */
  readonly maxPercent: number;
  /** In one run; a whole number. */
  readonly maxImages: number;
  /** Days in the archive, or since the first look that found it unused where there is none; 0: never delete. */
  readonly deleteAfterDays: number;
  /** Whether the registry has an archive. Without one, images are deleted after the second period alone. */
  readonly archive: boolean;
}

/** What a plan is made from. */
export interface PlanInput {
  readonly repository: Repository;
  /** All images of the repository, each digest once. */
  readonly images: readonly Image[];
  readonly graph: UseGraph;
  /** The first that matches the repository counts. */
  readonly rules: readonly ImageRule[];
  readonly limits: ImageLimits;
  /** By digest, in ISO 8601: since when an image is known to be unused, where no archive tells it. */
  readonly unusedSince?: ReadonlyMap<string, string>;
  /** In ms since 1970. */
  readonly now: number;
}

/** Why an image stays. */
export type KeepCode =
  | 'in-use'
  | 'being-restored'
  | 'restored'
  | 'protected-tag'
  | 'newest'
  | 'young'
  | 'pulled'
  | 'untagged-grace'
  | 'unknown-subject'
  | 'unread-index'
  | 'unreadable-time'
  | 'not-judged'
  | 'no-rule'
  | 'bad-input'
  | 'partial-graph'
  | 'waiting'
  | 'never-deleted'
  | 'over-limit';

export interface Kept {
  readonly code: KeepCode;
  /** What is behind the code: who uses it, the pattern, the days, what was unread. */
  readonly detail: string;
  /** The digest of the relative for whose sake it is kept; absent when it is kept for its own. */
  readonly via?: string;
}

/** What to do with the images of one repository, and why every other one stays. Nothing has been done yet. */
export interface ImagePlan {
  readonly repository: Repository;
  readonly images: number;
  /** As pushed: ECR bills layers that images share once, so less may be billed than their sum. */
  readonly bytes: number;
  /** The oldest first, as all three; the order to work in is shared/images/batches.ts's. */
  readonly archive: readonly Image[];
  readonly delete: readonly Image[];
  /** In the archive, and yet in use or part of an active image that stays: nothing can pull it until it is restored. */
  readonly restore: readonly Image[];
  /** As these, but archived again soon after a restore: left to whoever does that, or it would go on every day. */
  readonly takenBack: readonly Image[];
  /** Indexes in use that are on their way out of the archive: what they list cannot be read before they are. */
  readonly returning: readonly Image[];
  /** By digest: every image that is neither archived nor deleted. */
  readonly kept: ReadonlyMap<string, Kept>;
  readonly keptBy: Readonly<Partial<Record<KeepCode, number>>>;
  /** Digests that neither a use nor a rule keeps, whatever the limits say: what a second look compares with. */
  readonly unused: ReadonlySet<string>;
  /** Uses of this repository whose digest or tag no image carries. */
  readonly unresolved: readonly ImageUse[];
  /** Why nothing at all is removed; absent when something may be. */
  readonly held?: Kept;
}
