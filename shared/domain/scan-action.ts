import type { Vulnerability } from './vulnerability.ts';

interface ScanActionBase {
  /** The ARN that is written to. */
  readonly target: string;
  readonly risk: 'low';
  /** The account whose registry it is. */
  readonly registryId: string;
}

/**
 * Ask whoever builds images for new ones, by an event for each repository: 10 at most, as PutEvents takes them.
 * EventBridge may deliver one twice, and so may a repeat.
 */
export interface RequestRebuild extends ScanActionBase {
  readonly kind: 'events.put-event';
  readonly details: readonly RebuildDetail[];
}

/** What stands in an event's `detail`. */
export interface RebuildDetail {
  readonly repository: string;
  readonly images: readonly { readonly digest: string; readonly tags: readonly string[] }[];
  readonly vulnerabilities: readonly Vulnerability[];
}

/** Give an image one more tag, for people and for those that admit images: nothing that runs is touched. */
export interface TagImage extends ScanActionBase {
  readonly kind: 'ecr.tag-image';
  readonly repository: string;
  readonly digest: string;
  readonly tag: string;
  /** Take the tag off again, while the image has another one: with its last tag an image is deleted. */
  readonly inverse: { readonly kind: 'ecr.untag-image'; readonly repository: string; readonly tag: string };
}

/** One write about vulnerable images. */
export type ScanAction = RequestRebuild | TagImage;

/** The repositories that it is about. */
export function repositoriesIn(action: ScanAction): readonly string[] {
  return action.kind === 'events.put-event'
    ? action.details.map(({ repository }) => repository)
    : [action.repository];
}
