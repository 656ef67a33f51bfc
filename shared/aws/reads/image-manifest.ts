import { BatchGetImageCommand, type ECRClient } from '@aws-sdk/client-ecr';
import type { ImageManifest } from '../../domain/image.ts';
import { hasName } from '../failures.ts';
import { read } from '../read.ts';

/** https://github.com/opencontainers/image-spec/blob/main/annotations.md */
const BASE_NAME = 'org.opencontainers.image.base.name';
const BASE_DIGEST = 'org.opencontainers.image.base.digest';

/** The layers of an image and the base that its annotations name; undefined when its manifest is not to be had. */
export async function readImageManifest(
  ecr: ECRClient,
  repositoryName: string,
  reference: string,
): Promise<ImageManifest | undefined> {
  const reading = { action: 'ecr:BatchGetImage', what: `the manifest of ${repositoryName} ${reference}` };
  const imageId = reference.startsWith('sha256:') ? { imageDigest: reference } : { imageTag: reference };
  const manifest = await read(reading, async () => {
    try {
      const command = new BatchGetImageCommand({ repositoryName, imageIds: [imageId] });
      return (await ecr.send(command)).images?.[0]?.imageManifest;
    } catch (error) {
      if (hasName(error, 'RepositoryNotFoundException')) return undefined;
      throw error;
    }
  });
  return manifest === undefined ? undefined : manifestIn(manifest);
}

interface Manifest {
  readonly layers?: readonly { readonly digest?: unknown }[];
  readonly annotations?: Readonly<Record<string, unknown>>;
  readonly manifests?: readonly Listed[];
}
interface Listed {
  readonly digest?: unknown;
  readonly platform?: { readonly os?: unknown };
}

/** Undefined when it is none that we can read. */
function manifestIn(text: string): ImageManifest | undefined {
  try {
    const { layers = [], annotations = {}, manifests } = JSON.parse(text) as Manifest;
    const digests = layers.map(({ digest }) => digest).filter((digest) => typeof digest === 'string');
    const { [BASE_NAME]: name, [BASE_DIGEST]: digest } = annotations;
    const own = { layers: digests, ...(manifests && { platforms: platformsIn(manifests) }) };
    if (typeof name !== 'string') return own;
    return { ...own, base: { name, ...(typeof digest === 'string' && { digest }) } };
  } catch {
    return undefined;
  }
}

/** An attestation is for the platform unknown/unknown: https://docs.docker.com/build/metadata/attestations/attestation-storage/ */
function platformsIn(manifests: readonly Listed[]): readonly string[] {
  const images = manifests.filter(({ platform }) => platform?.os !== 'unknown');
  return images.map(({ digest }) => digest).filter((digest) => typeof digest === 'string');
}
