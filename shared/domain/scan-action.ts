import type { Vulnerability } from './vulnerability.ts';

interface FamilyActionBase {
  /** The ARN that is written to. */
  readonly target: string;
  readonly risk: 'low';
  /** The account whose registry it is. */
  readonly registryId: string;
  /** The image family that it is about. */
  readonly repository: string;
}

/** Ask whoever builds images for a new one, by an event. EventBridge may deliver it twice, and so may a repeat. */
export interface RequestRebuild extends FamilyActionBase {
  readonly kind: 'events.put-event';
  /** Of the event bus in `target`. */
  readonly detail: RebuildDetail;
}

/** What stands in the event's `detail`. */
export interface RebuildDetail {
  readonly repository: string;
  readonly images: readonly { readonly digest: string; readonly tags: readonly string[] }[];
  readonly vulnerabilities: readonly Vulnerability[];
}

/** Give an image one more tag, for people and for those that admit images: nothing that runs is touched. */
export interface TagImage extends FamilyActionBase {
  readonly kind: 'ecr.tag-image';
  readonly digest: string;
  readonly tag: string;
  /** Take the tag off again, while the image has another one: with its last tag an image is deleted. */
  readonly inverse: { readonly kind: 'ecr.untag-image'; readonly repository: string; readonly tag: string };
}

/** One write about the vulnerable images of a repository. */
export type ScanAction = RequestRebuild | TagImage;
