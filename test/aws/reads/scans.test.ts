import { createHash } from 'node:crypto';
import { PutImageCommand, PutRegistryScanningConfigurationCommand } from '@aws-sdk/client-ecr';
import { describe, expect, it } from 'vitest';
import type { NewFinding } from '../../../local/fleet/index.ts';
import { createAllReads, READ_PERMISSIONS } from '../../../shared/aws/reads.ts';
import { createResponseClients } from '../../../shared/aws/response-clients.ts';
import { createRegistryStage, HOST } from '../../local/fleet/ecr/support.ts';

const OPENSSL = {
  name: 'CVE-2026-1',
  severity: 'CRITICAL',
  package: 'openssl',
  version: '3.0.1',
  fixedIn: '3.0.2',
  layer: `sha256:${'a'.repeat(64)}`,
  exploitAvailable: true,
} as const satisfies NewFinding;

function openRegistry() {
  const stage = createRegistryStage();
  const clients = createResponseClients({ region: 'eu-west-1', intercept: stage.fleet.intercept });
  const digest = stage.fleet.pushImage('web', { tags: ['1.0'] });
  return { ...stage, reads: createAllReads(clients), digest };
}

const enhanced = () => new PutRegistryScanningConfigurationCommand({ scanType: 'ENHANCED' });

describe('shared/aws/reads of scans', () => {
  it('know nothing of an image that was never scanned, or is not there', async () => {
    const { reads, digest } = openRegistry();

    const nothing = { scanned: false, vulnerabilities: [] };
    expect(await reads.imageScan('web', digest)).toEqual(nothing);
    expect(await reads.imageScan('web', `sha256:${'0'.repeat(64)}`)).toEqual(nothing);
  });

  it('give what Inspector found, with package, fix and layer, and nothing that is suppressed', async () => {
    const { reads, digest, ecr, fleet } = openRegistry();
    await ecr.send(enhanced());
    const zlib = { name: 'CVE-2026-2', severity: 'HIGH', package: 'zlib', status: 'SUPPRESSED' } as const;
    fleet.completeScan('web', digest, [OPENSSL, zlib]);

    const { name, version, fixedIn, layer } = { ...OPENSSL, name: 'openssl' };
    expect(await reads.imageScan('web', digest)).toEqual({
      scanned: true,
      vulnerabilities: [
        {
          id: 'CVE-2026-1',
          severity: 'CRITICAL',
          fix: 'yes',
          exploitKnown: true,
          packages: [{ name, version, fixedIn, layer }],
        },
      ],
    });
  });

  it('give what ECR itself found, of which nobody knows a fix', async () => {
    const { reads, digest, fleet } = openRegistry();
    fleet.completeScan('web', digest, [OPENSSL]);

    const packages = [{ name: 'openssl', version: '3.0.1' }];
    expect(await reads.imageScan('web', digest)).toEqual({
      scanned: true,
      vulnerabilities: [{ id: 'CVE-2026-1', severity: 'CRITICAL', fix: 'unknown', packages }],
    });
  });

  it('follow all pages', async () => {
    const { reads, digest, fleet } = openRegistry();
    const many = Array.from({ length: 2500 }, (_, index) => ({ ...OPENSSL, name: `CVE-2026-${index}` }));
    fleet.completeScan('web', digest, many);

    expect((await reads.imageScan('web', digest)).vulnerabilities).toHaveLength(2500);
  });

  it('fail as a whole when a page does, and say which permission is missing', async () => {
    const { reads, digest, fleet } = openRegistry();
    fleet.fault({ command: 'DescribeImageScanFindings', kind: 'denied' });

    await expect(reads.imageScan('web', digest)).rejects.toThrow(
      'the findings in web may not be read: add "ecr:DescribeImageScanFindings" to the role',
    );
  });
});

describe('shared/aws/reads of manifests', () => {
  /** The manifest of an image with these layers, as a build tool pushes it. */
  async function push(stage: ReturnType<typeof openRegistry>, tag: string, manifest: object) {
    const imageManifest = JSON.stringify({ schemaVersion: 2, ...manifest });
    await stage.ecr.send(new PutImageCommand({ repositoryName: 'web', imageTag: tag, imageManifest }));
    return `sha256:${createHash('sha256').update(imageManifest).digest('hex')}`;
  }

  it('give the layers, the lowest first, and the base that the annotations name', async () => {
    const stage = openRegistry();
    const base = `${HOST}/base:12`;
    const digest = await push(stage, '2.0', {
      layers: [{ digest: 'sha256:a' }, { digest: 'sha256:b' }],
      annotations: {
        'org.opencontainers.image.base.name': base,
        'org.opencontainers.image.base.digest': 'sha256:c',
      },
    });

    const manifest = { layers: ['sha256:a', 'sha256:b'], base: { name: base, digest: 'sha256:c' } };
    expect(await stage.reads.imageManifest('web', digest)).toEqual(manifest);
    expect(await stage.reads.imageManifest('web', '2.0')).toEqual(manifest);
  });

  it('name the images of an index, without the attestation that buildx adds', async () => {
    const { fleet, reads, digest } = openRegistry();
    const [amd64, arm64, attestation] = [digest, fleet.pushImage('web', {}), fleet.pushImage('web', {})];
    const index = fleet.pushImage('web', { children: [amd64, arm64, attestation] });

    expect(await reads.imageManifest('web', index)).toMatchObject({ platforms: [amd64, arm64] });
    expect(await reads.imageManifest('web', digest)).not.toHaveProperty('platforms');
  });

  it('name no base where none is annotated, and nothing of what is not there', async () => {
    const stage = openRegistry();

    expect(await stage.reads.imageManifest('web', stage.digest)).not.toHaveProperty('base');
    expect(await stage.reads.imageManifest('web', 'gone')).toBeUndefined();
    expect(await stage.reads.imageManifest('gone', '1.0')).toBeUndefined();
  });

  it('declare exactly the IAM actions that they use', async () => {
    const { fleet, reads, digest } = openRegistry();
    const before = fleet.calls.length;
    await reads.imageScan('web', digest);
    await reads.imageManifest('web', digest);

    const called = fleet.calls.slice(before).map(({ command }) => `ecr:${command}`);
    expect(called).toEqual([...READ_PERMISSIONS.imageScan, ...READ_PERMISSIONS.imageManifest]);
  });
});
