import type { ActionBase } from './action-base.ts';
import type { Vulnerability } from './vulnerability.ts';

interface ScanActionBase extends ActionBase {
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

/**
 * Ask for services to be rolled back, by an event for each: 10 at most. It changes nothing: the playbook that hears
 * it judges each service by itself, and asks people.
 */
export interface RequestRollback extends ScanActionBase {
  readonly kind: 'events.request-rollback';
  readonly services: readonly { readonly clusterArn: string; readonly name: string }[];
  readonly vulnerabilities: readonly string[];
}

/** One write about vulnerable images. */
export type ScanAction = RequestRebuild | RequestRollback | TagImage;

/** The repositories that it is about. */
export function repositoriesIn(action: ScanAction): readonly string[] {
  switch (action.kind) {
    case 'events.put-event':
      return action.details.map(({ repository }) => repository);
    case 'events.request-rollback':
      return [];
    case 'ecr.tag-image':
      return [action.repository];
  }
}
