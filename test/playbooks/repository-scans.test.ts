import { describe, expect, it } from 'vitest';
import type { Image } from '../../shared/domain/image.ts';
import { scansOf } from '../../shared/playbooks/ecr/repository-scans.ts';

const IMAGE: Image = {
  ...{ digest: 'sha256:1', tags: [], bytes: 1, pushedAt: '2026-11-01T00:00:00.000Z' },
  ...{ mediaType: 'application/vnd.oci.image.manifest.v1+json', status: 'ACTIVE' },
};
const INDEX: Image = {
  ...IMAGE,
  ...{ digest: 'sha256:0', mediaType: 'application/vnd.oci.image.index.v1+json' },
  children: ['sha256:1', 'sha256:2', 'sha256:gone'],
};
const PUSHED = [INDEX, IMAGE, { ...IMAGE, digest: 'sha256:2' }];

/** Whether an index of two images was scanned, and how often its manifest was read. */
async function isScanned(scanned: readonly string[], platforms: readonly string[] | undefined) {
  let manifests = 0;
  const scan = scansOf('web', PUSHED, {
    imageScan: async (_repository, digest) => ({ scanned: scanned.includes(digest), vulnerabilities: [] }),
    imageManifest: async () => {
      manifests += 1;
      return platforms && { layers: [], platforms };
    },
  });
  return { scanned: (await scan(INDEX.digest, () => true)).scanned, manifests };
}

describe('shared/playbooks/ecr/repository-scans', () => {
  it.each([
    ['is there when that of every platform is', ['sha256:1', 'sha256:2'], undefined, true, 0],
    ['does not wait for an attestation, which is never scanned', ['sha256:1'], ['sha256:1'], true, 1],
    ['is not there while that of a platform is missing', ['sha256:1'], ['sha256:1', 'sha256:2'], false, 1],
    ['is not there while nobody knows what is a platform', ['sha256:1'], undefined, false, 1],
    ['is not there when nothing was scanned', [], ['sha256:1'], false, 0],
  ] as const)('the scan of an index %s', async (_what, done, platforms, scanned, manifests) => {
    expect(await isScanned(done, platforms)).toEqual({ scanned, manifests });
  });
});
