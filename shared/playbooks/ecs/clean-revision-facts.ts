import type { Attempt } from '../../domain/decision.ts';
import type { Service } from '../../domain/fleet.ts';

/** What scans say of all images of one revision: the first that is worse counts. */
export type RevisionScan =
  | { readonly type: 'clean' }
  | { readonly type: 'vulnerable'; readonly id: string }
  | { readonly type: 'unknown'; readonly reason: string };

/** A revision that was steady, and what scans say of it. */
export interface JudgedRevision {
  readonly taskDefinitionArn: string;
  readonly scan: RevisionScan;
}

export interface CleanRevisionFacts {
  /** Null when it is gone. */
  readonly service: Service | null;
  /** Vulnerabilities that the rollback was asked for. */
  readonly ids: readonly string[];
  /** What scans say of the revision that the service uses. */
  readonly current: RevisionScan;
  /** Those that were steady before, the newest first, up to the first that is clean. */
  readonly before: readonly JudgedRevision[];
  readonly attempts: readonly Attempt[];
}
