import type { SignalBase } from './signal-base.ts';
import type { Vulnerability, VulnerabilitySeverity } from './vulnerability.ts';

/** Something happened to an image: it was pushed, deleted, archived or restored. ECR sends these at best effort. */
export interface ImageSignal extends SignalBase {
  readonly kind: 'ecr.image-pushed' | 'ecr.image-changed';
  readonly repository: string;
  /** PUSH, DELETE, UPDATE_STORAGE_CLASS and others to come. */
  readonly action: string;
  readonly digest?: string;
  readonly tag?: string;
}

/** A scan of an image is through: by ECR itself, or by Inspector, which then tells of each finding by itself. */
export interface ImageScanSignal extends SignalBase {
  readonly kind: 'ecr.image-scanned' | 'inspector.scan';
  readonly repository: string;
  readonly digest: string;
  readonly tags: readonly string[];
  /** COMPLETE, FAILED, INITIAL_SCAN_COMPLETE and others to come. */
  readonly status: string;
  /** How many findings of each severity; those that the event leaves out are 0. */
  readonly counts: Readonly<Record<VulnerabilitySeverity, number>>;
}

/** Inspector found something, or tells how something that it found stands now. */
export interface FindingSignal extends SignalBase {
  readonly kind: 'inspector.finding';
  readonly findingArn: string;
  /** ACTIVE, SUPPRESSED or CLOSED. */
  readonly status: string;
  /** PACKAGE_VULNERABILITY and others. */
  readonly type: string;
  /** Absent for what is no vulnerability of a package. */
  readonly vulnerability?: Vulnerability;
  /** Absent for what is not in an image of ECR. */
  readonly image?: FoundImage;
}

export interface FoundImage {
  /** The account whose registry it is in: an administrator of Inspector hears of its members' images, too. */
  readonly registry?: string;
  readonly repository: string;
  readonly digest: string;
  readonly tags: readonly string[];
  readonly pushedAt?: string;
  /** Tasks and pods that run it, as Inspector knows. */
  readonly inUseCount?: number;
  readonly lastInUseAt?: string;
}

/** Somebody called ECR's API, as CloudTrail tells it: it must be on for these, and they come at best effort. */
export interface RepositorySignal extends SignalBase {
  readonly kind: 'ecr.repository-created' | 'ecr.registry-call';
  readonly call: string;
  /** Empty for a call that names none. */
  readonly repository: string;
  /** Why the call failed. */
  readonly error?: string;
}
