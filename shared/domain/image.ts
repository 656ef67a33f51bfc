import type { ImageScan } from './vulnerability.ts';

/** An ECR repository as DescribeRepositories reports it. */
export interface Repository {
  readonly arn: string;
  readonly name: string;
  /** `<account>.dkr.ecr.<region>.<suffix>` or `public.ecr.aws`: what stands before the first slash of an image's name. */
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
  /** It may belong to any image, and ECR Public does not tell to which. */
  readonly subjectUnknown?: true;
  /** Digests that a multi-architecture index lists, read from its manifest. */
  readonly children?: readonly string[];
  /** ACTIVATING: it is being restored and cannot be pulled yet. */
  readonly status: 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING';
  readonly archivedAt?: string;
  /** When it was last restored from the archive. */
  readonly activatedAt?: string;
}

/** By digest where that is known, else by tag; `latest` when it names neither. */
export interface ImageId {
  readonly digest?: string;
  readonly tag?: string;
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
  /** The ECS service that it is, for its tags. */
  readonly service?: { readonly clusterArn: string; readonly name: string };
}

/** One answer to "who uses this image, now and for a rollback". */
export interface UseGraph {
  readonly uses: readonly ImageUse[];
  /** What could not be read, and why. With any of it the graph is partial, and nothing may be removed. */
  readonly unread: readonly string[];
}

/** What the manifest of an image says of how it was made. */
export interface ImageManifest {
  /** Digests, the lowest first; empty for an index. */
  readonly layers: readonly string[];
  /** Of an index: the digests of its images for a platform, without what buildx adds, such as attestations. */
  readonly platforms?: readonly string[];
  /** The image that it was built on, where its annotations name it. */
  readonly base?: { readonly name: string; readonly digest?: string };
}

/** How far to look for uses of images. */
export interface UseScope {
  /** The own one, twelve digits. */
  readonly account: string;
  /** So many of the newest revisions of a service and of a family are kept, the current one among them. At least 1. */
  readonly rollbackDepth: number;
  /** Pods of EKS run images too: if Inspector cannot tell which, that is a gap. */
  readonly watchesEks: boolean;
  /** Other accounts and Regions that use the images as well. */
  readonly elsewhere: readonly Elsewhere[];
}

/** Regions of another account, by a role there that trusts this one, or without a role of this account. */
export interface Elsewhere {
  readonly roleArn?: string | undefined;
  readonly regions: readonly string[];
}

/** What may be asked of ECR. Every read is whole: it follows all pages, and throws ReadError if it cannot. */
export interface RegistryReads {
  repositories(): Promise<readonly Repository[]>;
  /** Archived ones included, and each index with what it lists. */
  images(repository: string): Promise<readonly Image[]>;
  /** One image, archived or not, an index with what it lists; undefined when it or its repository is gone. */
  image(repository: string, id: ImageId): Promise<Image | undefined>;
  /** At most 100 images by digest, without what an index lists; those that are gone are left out. */
  someImages(repository: string, digests: readonly string[]): Promise<readonly Image[]>;
  repositoryTags(repositoryArn: string): Promise<Readonly<Record<string, string>>>;
  /** Of the account's registry in ECR Public, which is one for all Regions. */
  publicRepositories(): Promise<readonly Repository[]>;
  /** ECR Public tells neither what an index lists, nor the subject of an artifact, nor pulls. */
  publicImages(repository: string): Promise<readonly Image[]>;
  publicRepositoryTags(repositoryArn: string): Promise<Readonly<Record<string, string>>>;
  /** What the last scan found that is not closed or suppressed. */
  imageScan(repository: string, digest: string): Promise<ImageScan>;
  /** By digest or tag; undefined when there is no such image, or its manifest may not be read, as in the archive. */
  imageManifest(repository: string, reference: string): Promise<ImageManifest | undefined>;
  /** Never throws: what could not be read is said in the graph. */
  imageUses(scope: UseScope): Promise<UseGraph>;
}
