import { hash } from 'node:crypto';
import type { ImageContent, ImageModel, RepositoryModel } from './model.ts';

export const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const INDEX = 'application/vnd.oci.image.index.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

const INDEXES: readonly string[] = [INDEX, 'application/vnd.docker.distribution.manifest.list.v2+json'];
const ARCHITECTURES = ['amd64', 'arm64'] as const;

/** The manifest as BatchGetImage gives it: the bytes that the digest is of, unless a script chose the digest. */
export function manifestOf({ manifest, content }: ImageModel): string {
  return manifest ?? writeManifest(new Map(), content);
}

/** Manifests that name other images say how large those are: `images` knows them, by digest. */
export function writeManifest(images: RepositoryModel['images'], content: ImageContent): string {
  const { mediaType, children, subject, artifactType } = content;
  const body = children
    ? { manifests: children.map((child, index) => entry(images, child, index)) }
    : layers(content);
  return JSON.stringify({
    schemaVersion: 2,
    mediaType,
    artifactType,
    ...body,
    subject: subject === undefined ? undefined : descriptor(images, subject),
  });
}

/** `sha256:` and the hash of the manifest's bytes. */
export function digestOf(manifest: string): string {
  return `sha256:${hash('sha256', manifest)}`;
}

/** What ECR shows as the image's artifact media type: an index has none. */
export function artifactMediaType({ mediaType, artifactType }: ImageContent): string | undefined {
  if (INDEXES.includes(mediaType)) return artifactType;
  return artifactType ?? CONFIG;
}

function layers({ bytes, config = '' }: ImageContent): object {
  return {
    config: { mediaType: CONFIG, digest: `sha256:${config}`, size: 1_469 },
    layers: [{ mediaType: LAYER, digest: `sha256:${config.slice(32)}${config.slice(0, 32)}`, size: bytes }],
  };
}

/** The first child is for amd64, the second for arm64; what follows is an attestation, as buildx adds them. */
function entry(images: RepositoryModel['images'], digest: string, index: number): object {
  const architecture = ARCHITECTURES[index] ?? 'unknown';
  const os = architecture === 'unknown' ? 'unknown' : 'linux';
  return { ...descriptor(images, digest), platform: { architecture, os } };
}

function descriptor(images: RepositoryModel['images'], digest: string): object {
  const image = images.get(digest);
  const size = image === undefined ? 0 : manifestOf(image).length;
  return { mediaType: image?.content.mediaType ?? MANIFEST, digest, size };
}
