/** An ECR repository as DescribeRepositories reports it. */
export interface Repository {
  readonly arn: string;
  readonly name: string;
  /** `<account>.dkr.ecr.<region>.<suffix>`: what stands before the first slash of an image's name. */
  readonly registry: string;
}

/** One image of a repository, as DescribeImages reports it. Times are ISO 8601 in UTC. */
export interface Image {
  readonly digest: string;
  readonly tags: readonly string[];
  readonly bytes: number;
  readonly pushedAt: string;
  /** ECR records a pull once a day at most; absent means that none was recorded, not that there was none. */
  readonly pulledAt?: string;
  readonly mediaType: string;
  /** The image that this artifact belongs to: signatures, SBOMs and SOCI indexes go where their subject goes. */
  readonly subject?: string;
  /** Digests that a multi-architecture index lists, read from its manifest. */
  readonly children?: readonly string[];
  /** ACTIVATING: it is being restored and cannot be pulled yet. */
  readonly status: 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING';
  readonly archivedAt?: string;
  /** When it was last restored from the archive. */
  readonly activatedAt?: string;
}

/** Why an image is needed: it runs, it can be rolled back to, something will start it, or people say so. */
export const USE_KINDS = [
  'running',
  'deployed',
  'rollback',
  'scheduled',
  'lambda',
  'app-runner',
  'eks',
  'kept',
] as const;
export type UseKind = (typeof USE_KINDS)[number];

/** Something that needs an image. By digest where that is known, else by tag; `latest` when it names neither. */
export interface ImageUse {
  readonly registry: string;
  readonly repository: string;
  readonly digest?: string;
  readonly tag?: string;
  readonly kind: UseKind;
  /** Who, for people: "service payments-api in prod". */
  readonly by: string;
}

/** One answer to "who uses this image, now and for a rollback". */
export interface UseGraph {
  readonly uses: readonly ImageUse[];
  /** What could not be read, and why. With any of it the graph is partial, and nothing may be removed. */
  readonly unread: readonly string[];
}
