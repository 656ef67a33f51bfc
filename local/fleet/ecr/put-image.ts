import {
  ImageDigestDoesNotMatchException,
  type PutImageRequest,
  type PutImageResponse,
  ReferencedImagesNotFoundException,
} from '@aws-sdk/client-ecr';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { violated } from './errors.ts';
import { sendImageAction } from './events.ts';
import { describeManifest } from './get-images.ts';
import { type Push, refuseRepeat, storeImage } from './images.ts';
import { largestOf, repositoryOf } from './lookup.ts';
import { digestOf, MANIFEST } from './manifest.ts';
import type { ImageContent, RepositoryModel } from './model.ts';

/** A push over the API; with the manifest of an image that is there it gives that another tag. */
export function putImage(world: World, input: PutImageRequest): PutImageResponse {
  const repository = repositoryOf(world, input);
  const { imageManifest: manifest = '', imageTag, imageDigest } = input;
  const push: Push = {
    content: contentOf(repository, manifest, input.imageManifestMediaType),
    manifest,
    tags: imageTag === undefined ? [] : [imageTag],
    pushedAt: world.timeline.now(),
  };
  checkDigest(repository, manifest, imageDigest);
  checkChildren(repository, push.content);
  refuseRepeat(world, repository, push);
  const image = storeImage(repository, push);
  sendImageAction(world, repository, image, 'PUSH', imageTag);
  return { image: describeManifest(world, repository, image, imageTag) };
}

interface Descriptor {
  readonly digest: string;
  readonly size?: number;
}

/** Throws ReferencedImagesNotFoundException. */
export function checkChildren(repository: RepositoryModel, { children }: ImageContent): void {
  const missing = (children ?? []).filter((child) => !repository.images.has(child));
  if (missing.length === 0) return;
  throw new ReferencedImagesNotFoundException(
    refusal(
      `Images with digests '[${missing.join(', ')}]' required for pushing image into repository with name '${repository.name}' don't exist`,
    ),
  );
}

/** Throws InvalidParameterException for what is no manifest. */
function contentOf(repository: RepositoryModel, manifest: string, given: string | undefined): ImageContent {
  const { mediaType, layers = [], manifests, subject, artifactType, config } = parsed(manifest);
  const children = manifests?.map(({ digest }) => digest);
  return {
    mediaType: given ?? mediaType ?? MANIFEST,
    bytes: children ? largestOf(repository, children) : layers.reduce((sum, { size = 0 }) => sum + size, 0),
    children,
    subject: subject?.digest,
    artifactType: artifactType ?? (subject && config?.mediaType),
  };
}

interface Manifest {
  readonly mediaType?: string;
  readonly artifactType?: string;
  readonly config?: { readonly mediaType?: string };
  readonly layers?: readonly Descriptor[];
  readonly manifests?: readonly Descriptor[];
  readonly subject?: Descriptor;
}

function parsed(text: string): Manifest {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object') return value;
  } catch {
    // Answered as what is JSON and no manifest.
  }
  throw violated('ImageManifest', 'Invalid JSON syntax');
}

function checkDigest({ chosen }: RepositoryModel, manifest: string, wanted: string | undefined): void {
  const real = digestOf(manifest);
  if (wanted === undefined || wanted === real || wanted === chosen.get(real)) return;
  throw new ImageDigestDoesNotMatchException(
    refusal(`The digest '${wanted}' does not match the digest '${real}' of the image manifest`),
  );
}
