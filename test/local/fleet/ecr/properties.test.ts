import { type ImageDetail, paginateDescribeImages } from '@aws-sdk/client-ecr';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fleet } from '../../../../local/fleet/index.ts';
import { createRegistryStage, type RegistryStage } from './support.ts';

const web = { repositoryName: 'web' };
const tag = fc.constantFrom('a', 'b', 'c');
const which = fc.nat(9);
const step = fc.oneof(
  fc.record({ do: fc.constant('push' as const), tags: fc.uniqueArray(tag) }),
  fc.record({
    do: fc.constant('index' as const),
    tags: fc.uniqueArray(tag),
    of: fc.array(which, { minLength: 1 }),
  }),
  fc.record({ do: fc.constant('delete' as const), which }),
  fc.record({ do: fc.constant('untag' as const), tag }),
  fc.record({ do: fc.constant('archive' as const), which }),
  fc.record({ do: fc.constant('restore' as const), which }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** Do it to one of the images that were ever pushed; what ECR refuses is a part of the history. */
function act(fleet: Fleet, digests: string[], one: Step): void {
  const chosen = (index: number) => digests[index % Math.max(1, digests.length)] ?? 'sha256:0';
  const send = (command: string, input: object) => fleet.send('ECR', command, { ...web, ...input });
  if (one.do === 'push') digests.push(fleet.pushImage('web', { tags: one.tags }));
  if (one.do === 'index')
    digests.push(fleet.pushImage('web', { tags: one.tags, children: one.of.map(chosen) }));
  if (one.do === 'delete') send('BatchDeleteImage', { imageIds: [{ imageDigest: chosen(one.which) }] });
  if (one.do === 'untag') send('BatchDeleteImage', { imageIds: [{ imageTag: one.tag }] });
  if (one.do === 'archive' || one.do === 'restore') {
    const targetStorageClass = one.do === 'archive' ? 'ARCHIVE' : 'STANDARD';
    const imageId = { imageDigest: chosen(one.which) };
    send('UpdateImageStorageClass', { imageId, targetStorageClass });
  }
}

function live(fleet: Fleet, history: readonly Step[]): string[] {
  const digests: string[] = [];
  for (const one of history) {
    try {
      act(fleet, digests, one);
    } catch (error) {
      if (!(error instanceof Error && '$fault' in error)) throw error;
    }
  }
  return digests;
}

async function allImages({ ecr }: RegistryStage): Promise<ImageDetail[]> {
  const input = { ...web, maxResults: 2, filter: { imageStatus: 'ANY' } } as const;
  const images: ImageDetail[] = [];
  for await (const { imageDetails } of paginateDescribeImages({ client: ecr }, input)) {
    images.push(...(imageDetails ?? []));
  }
  return images;
}

describe('local/fleet/ecr, whatever happened', () => {
  it('shows each image once, each tag at one image, and no index without one of its children', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (history) => {
        const stage = createRegistryStage();
        const pushed = live(stage.fleet, history);

        const images = await allImages(stage);

        const digests = images.map(({ imageDigest }) => imageDigest);
        const tags = images.flatMap(({ imageTags }) => imageTags ?? []);
        expect(new Set(digests).size).toBe(digests.length);
        expect(new Set(tags).size).toBe(tags.length);
        expect(pushed).toEqual(expect.arrayContaining(digests));
        expect(digests).toEqual(expect.arrayContaining(childrenOf(stage.fleet, digests)));
      }),
    );
  });
});

interface Manifest {
  readonly manifests?: readonly { readonly digest: string }[];
}

/** Digests that the indexes among these images list. */
function childrenOf(fleet: Fleet, digests: readonly (string | undefined)[]): string[] {
  return digests.flatMap((imageDigest) => {
    const input = { ...web, imageIds: [{ imageDigest }] };
    const { images = [] } = fleet.send('ECR', 'BatchGetImage', input) as {
      images?: { imageManifest: string }[];
    };
    return images.flatMap(({ imageManifest }) => {
      const { manifests = [] }: Manifest = JSON.parse(imageManifest);
      return manifests.map(({ digest }) => digest);
    });
  });
}
