import type { Image } from '../domain/image.ts';

/** https://github.com/opencontainers/image-spec/blob/main/image-index.md, and Docker's older name for it. */
const INDEX_TYPES = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]);

/**
 * How signatures, SBOMs and SOCI indexes name their subject where a client cannot say `subject`: by a tag like
 * `sha256-<hex>.sig`. https://github.com/opencontainers/distribution-spec/blob/main/spec.md#referrers-tag-schema
 */
const REFERRER_TAG = /^sha256-([0-9a-f]{64})(?:\.[a-z]{1,16})?$/;

/** One for all: most images have to do with no other. */
const NONE: readonly string[] = [];

/** What the images of one repository have to do with each other, both ways and by digest. */
export interface Relations {
  /** By digest. */
  readonly images: ReadonlyMap<string, Image>;
  /** The indexes that list an image, and the subjects that it refers to. It never goes before these. */
  readonly parents: ReadonlyMap<string, readonly string[]>;
  /** The children that an index lists, and the referrers of an image. They go with it. */
  readonly dependents: ReadonlyMap<string, readonly string[]>;
}

export function isIndex(image: Image): boolean {
  return INDEX_TYPES.has(image.mediaType);
}

/**
 * The digests that a referrer belongs to, known or not; none for an image in its own right. An index that lists its
 * subject does not belong to it but holds it: that is what ECR goes by.
 */
export function subjectsOf(image: Image): readonly string[] {
  if (image.subject === undefined && !image.tags.some(isReferrer)) return NONE;
  const tags = image.tags.filter(isReferrer);
  const tagged = tags.map((tag) => tag.replace(REFERRER_TAG, 'sha256:$1'));
  const subjects = image.subject === undefined ? tagged : [image.subject, ...tagged];
  return image.children === undefined ? subjects : subjects.filter((one) => !image.children?.includes(one));
}

function isReferrer(tag: string): boolean {
  return REFERRER_TAG.test(tag);
}

/** Relates the images of one repository to each other; digests that it does not hold are left out. */
export function relate(images: readonly Image[]): Relations {
  const held = byDigest(images);
  const parents = new Map<string, Set<string>>();
  const dependents = new Map<string, Set<string>>();
  const link = (parent: string, dependent: string) => {
    if (parent === dependent || !held.has(parent) || !held.has(dependent)) return;
    add(parents, dependent, parent);
    add(dependents, parent, dependent);
  };

  for (const image of held.values()) {
    const { digest, children = NONE } = image;
    for (const child of children) link(digest, child);
    for (const subject of subjectsOf(image)) link(subject, digest);
  }
  return { images: held, parents: listed(parents), dependents: listed(dependents) };
}

/** Not from pairs: of 100,000 images these alone are a third of the garbage. */
export function byDigest(images: Iterable<Image>): ReadonlyMap<string, Image> {
  const found = new Map<string, Image>();
  for (const image of images) found.set(image.digest, image);
  return found;
}

function add(links: Map<string, Set<string>>, from: string, to: string): void {
  const known = links.get(from);
  if (known === undefined) links.set(from, new Set([to]));
  else known.add(to);
}

function listed(links: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, readonly string[]> {
  return new Map([...links].map(([digest, linked]) => [digest, [...linked].sort()]));
}
