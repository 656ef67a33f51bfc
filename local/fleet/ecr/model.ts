import type {
  EncryptionConfiguration,
  ImageStatus,
  ImageTagMutability,
  ImageTagMutabilityExclusionFilter,
  LifecyclePolicyPreviewResult,
  PullThroughCacheRule,
  RegistryScanningConfiguration,
  Tag,
} from '@aws-sdk/client-ecr';
import type { Random } from '../random.ts';
import type { FindingModel } from './findings.ts';

/** The private registry of one account and region. */
export interface Registry {
  /** `<account>.dkr.ecr.<region>.amazonaws.com`: what stands before the first slash of an image's name. */
  readonly host: string;
  readonly repositories: Map<string, RepositoryModel>;
  readonly random: Random;
  scanning: RegistryScanningConfiguration;
  /** JSON, as it was put. */
  policy?: string | undefined;
  readonly caches: PullThroughCacheRule[];
}

export interface RepositoryModel {
  readonly name: string;
  readonly arn: string;
  /** Milliseconds since the epoch, as all moments here. */
  readonly createdAt: number;
  readonly encryption: EncryptionConfiguration;
  /** By digest, in the order of their pushes. */
  readonly images: Map<string, ImageModel>;
  readonly byTag: Map<string, ImageModel>;
  /** Digests of the indexes that list an image, by its own; they may be gone by now. */
  readonly parents: Map<string, Set<string>>;
  /** Artifacts of an image, by its digest, whether that is there or not. */
  readonly artifacts: Map<string, Set<ImageModel>>;
  /** Digests that a script chose, by those that their manifests really have. */
  readonly chosen: Map<string, string>;
  readonly resourceTags: Map<string, Tag>;
  mutability: ImageTagMutability;
  /** How many images were ever pushed. */
  pushes: number;
  exclusions: ImageTagMutabilityExclusionFilter[];
  scanOnPush: boolean;
  /** JSON, as it was put. */
  policy?: string | undefined;
  lifecycle?: LifecycleModel | undefined;
  preview?: LifecyclePreview | undefined;
  /** The images as pages are cut from them; made anew after one came or went. */
  listing?: readonly ImageModel[] | undefined;
}

/** What a manifest is made from, so that 100,000 of them need not be kept as text. */
export interface ImageContent {
  readonly mediaType: string;
  readonly bytes: number;
  /** Hash of the configuration, by which that of the layer is known too; absent where the manifest was brought. */
  readonly config?: string | undefined;
  /** Digests that an index lists. */
  readonly children?: readonly string[] | undefined;
  /** The image that this artifact belongs to. */
  readonly subject?: string | undefined;
  readonly artifactType?: string | undefined;
}

export interface ImageModel {
  readonly digest: string;
  readonly content: ImageContent;
  /** Kept where it was brought or names other images; else it is written again from the content. */
  readonly manifest: string | undefined;
  /** Rises with every push: where a page goes on. */
  readonly sequence: number;
  readonly pushedAt: number;
  tags: readonly string[];
  status: ImageStatus;
  pulledAt?: number;
  archivedAt?: number;
  activatedAt?: number;
  scan?: ScanModel;
}

interface LifecycleModel {
  /** JSON, as it was put. */
  readonly text: string;
  evaluatedAt?: number;
}

/** What a policy would do, once it has been worked out. */
export interface LifecyclePreview {
  readonly text: string;
  readonly readyAt: number;
  results?: readonly LifecyclePolicyPreviewResult[];
}

/** What the last scan found: by Inspector, or by ECR itself. */
export interface ScanModel {
  readonly type: 'BASIC' | 'ENHANCED';
  readonly completedAt: number;
  readonly findings: readonly FindingModel[];
}
