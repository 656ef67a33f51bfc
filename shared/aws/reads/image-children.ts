import { BatchGetImageCommand, type ECRClient } from '@aws-sdk/client-ecr';
import type { Image } from '../../domain/image.ts';
import { read } from '../read.ts';
import { chunks } from '../shapes.ts';

/** BatchGetImage takes so many at once. */
const PER_CALL = 100;
/** Docker's and OCI's lists of images for several platforms. */
const INDEX = /manifest\.list|image\.index/;

/**
 * The images, each index with the digests that it lists. The manifest of an archived image may not be given:
 * such an index stays without children, which the planner takes for "unknown".
 */
export async function readChildren(
  ecr: ECRClient,
  repository: string,
  images: readonly Image[],
): Promise<readonly Image[]> {
  const indexes = images.filter(({ mediaType }) => INDEX.test(mediaType));
  const children = new Map<string, readonly string[]>();
  for (const some of chunks(indexes, PER_CALL)) {
    for (const { digest, manifest } of await manifestsOf(ecr, repository, some)) {
      const listed = childrenIn(manifest);
      if (listed) children.set(digest, listed);
    }
  }
  return images.map((image) => {
    const listed = children.get(image.digest);
    return listed ? { ...image, children: listed } : image;
  });
}

async function manifestsOf(ecr: ECRClient, repository: string, indexes: readonly Image[]) {
  const reading = { action: 'ecr:BatchGetImage', what: `${indexes.length} image indexes of ${repository}` };
  const imageIds = indexes.map(({ digest }) => ({ imageDigest: digest }));
  const acceptedMediaTypes = [...new Set(indexes.map(({ mediaType }) => mediaType))];
  const input = { repositoryName: repository, imageIds, acceptedMediaTypes };
  const { images } = await read(reading, () => ecr.send(new BatchGetImageCommand(input)));
  return (images ?? []).map(({ imageId, imageManifest }) => ({
    digest: imageId?.imageDigest ?? '',
    manifest: imageManifest ?? '',
  }));
}

/** Undefined when it is no index that we can read. */
function childrenIn(manifest: string): readonly string[] | undefined {
  try {
    const { manifests } = JSON.parse(manifest) as { manifests?: readonly { digest?: unknown }[] };
    const digests = manifests?.map(({ digest }) => digest);
    return digests?.every((digest) => typeof digest === 'string') ? digests : undefined;
  } catch {
    return undefined;
  }
}
