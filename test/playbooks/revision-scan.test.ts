import { describe, expect, it } from 'vitest';
import type { Image } from '../../shared/domain/image.ts';
import type { FleetTarget } from '../../shared/domain/target.ts';
import type { ImageScan } from '../../shared/domain/vulnerability.ts';
import { scanImages } from '../../shared/playbooks/ecs/revision-scan.ts';

const TARGET: FleetTarget = {
  ...{ kind: 'service', account: '111122223333', region: 'eu-west-1', partition: 'aws' },
  ...{ cluster: 'prod', clusterArn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/prod', name: 'api' },
};
const IMAGE = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:1.0';
const [INDEX, AMD, ARM] = ['0', '1', '2'].map((digit) => `sha256:${digit.repeat(64)}`) as [
  string,
  string,
  string,
];
const CLEAN: ImageScan = { scanned: true, vulnerabilities: [] };
const FOUND: ImageScan = {
  scanned: true,
  vulnerabilities: [{ id: 'CVE-2026-10042', severity: 'HIGH', fix: 'yes', packages: [] }],
};

/** What scans say of an index for two platforms; `platforms` is what its manifest says of them. */
function scanIndex(scans: Readonly<Record<string, ImageScan>>, platforms?: readonly string[]) {
  const image: Image = {
    ...{
      digest: INDEX,
      tags: ['1.0'],
      bytes: 1,
      pushedAt: '2026-11-01T00:00:00.000Z',
      status: 'ACTIVE' as const,
    },
    ...{ mediaType: 'application/vnd.oci.image.index.v1+json', children: [AMD, ARM] },
  };
  return scanImages([IMAGE], ['CVE-2026-10042'], TARGET, {
    image: async () => image,
    imageManifest: async () => (platforms ? { layers: [], platforms } : undefined),
    imageScan: async (_repository, digest) => scans[digest] ?? { scanned: false, vulnerabilities: [] },
  });
}

describe('shared/playbooks/ecs/revision-scan', () => {
  it('takes an index for clean that was scanned for every platform, whatever else it lists', async () => {
    expect(await scanIndex({ [AMD]: CLEAN, [ARM]: CLEAN }, [AMD, ARM])).toEqual({ type: 'clean' });
    expect(await scanIndex({ [AMD]: CLEAN }, [AMD])).toEqual({ type: 'clean' });
  });

  it.each([
    ['one platform was not scanned', { [AMD]: CLEAN }, [AMD, ARM]],
    ['its platforms cannot be read', { [AMD]: CLEAN, [ARM]: CLEAN }, undefined],
  ])('knows nothing of an index when %s', async (_what, scans, platforms) => {
    expect(await scanIndex(scans, platforms)).toEqual({ type: 'unknown', reason: 'api:1.0 was not scanned' });
  });

  it('takes an index for vulnerable by the first platform that is', async () => {
    const scan = await scanIndex({ [ARM]: FOUND }, [AMD, ARM]);

    expect(scan).toEqual({ type: 'vulnerable', id: 'CVE-2026-10042' });
  });
});
