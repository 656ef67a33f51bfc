import {
  DescribeImageScanFindingsCommand,
  PutRegistryScanningConfigurationCommand,
  UpdateImageStorageClassCommand,
} from '@aws-sdk/client-ecr';
import { describe, expect, it } from 'vitest';
import type { NewFinding } from '../../../../local/fleet/index.ts';
import { MINUTE, START, webService } from '../support.ts';
import { createRegistryStage, imagesOf, type RegistryStage } from './support.ts';

const ARN = 'arn:aws:ecr:eu-west-1:111122223333:repository/web';
const OPENSSL = {
  name: 'CVE-2026-1',
  severity: 'CRITICAL',
  package: 'openssl',
  version: '3.0.1',
  fixedIn: '3.0.2',
} as const satisfies NewFinding;
const ZLIB = { name: 'CVE-2026-2', severity: 'LOW', package: 'zlib' } as const satisfies NewFinding;

function findingsOf({ ecr }: RegistryStage, imageDigest: string, maxResults?: number, nextToken?: string) {
  const imageId = { imageDigest };
  return ecr.send(
    new DescribeImageScanFindingsCommand({ repositoryName: 'web', imageId, maxResults, nextToken }),
  );
}

/** A stage whose registry has enhanced scanning. */
async function enhancedStage(): Promise<RegistryStage> {
  const stage = createRegistryStage();
  await stage.ecr.send(new PutRegistryScanningConfigurationCommand({ scanType: 'ENHANCED' }));
  return stage;
}

describe('local/fleet/ecr basic scans', () => {
  it('says that there is none before the first', async () => {
    const stage = createRegistryStage();
    const digest = stage.fleet.pushImage('web', {});

    await expect(findingsOf(stage, digest)).rejects.toMatchObject({ name: 'ScanNotFoundException' });
  });

  it('tells of the counts that are not zero, and gives the findings page by page', async () => {
    const stage = createRegistryStage();
    const digest = stage.fleet.pushImage('web', { tags: ['1.0'] });
    stage.fleet.completeScan('web', digest, [OPENSSL, ZLIB, { ...ZLIB, package: 'minizip' }]);

    const first = await findingsOf(stage, digest, 1);
    const second = await findingsOf(stage, digest, 2, first.nextToken);

    expect(stage.events.at(-1)).toMatchObject({
      'detail-type': 'ECR Image Scan',
      source: 'aws.ecr',
      resources: [ARN],
    });
    expect(stage.events.at(-1)?.detail).toEqual({
      'scan-status': 'COMPLETE',
      'repository-name': 'web',
      'finding-severity-counts': { CRITICAL: 1, LOW: 2 },
      'image-digest': digest,
      'image-tags': ['1.0'],
    });
    expect(first).toMatchObject({
      imageScanStatus: { status: 'COMPLETE' },
      imageScanFindings: {
        findingSeverityCounts: { CRITICAL: 1, LOW: 2 },
        findings: [{ name: 'CVE-2026-1', severity: 'CRITICAL' }],
      },
    });
    expect(second.imageScanFindings?.findings).toMatchObject([{ name: 'CVE-2026-2' }, {}]);
    expect(second.nextToken).toBeUndefined();
  });

  it('has no summary in DescribeImages, as the new basic scanning has none', async () => {
    const stage = createRegistryStage();
    stage.fleet.completeScan('web', stage.fleet.pushImage('web', {}), [ZLIB]);

    expect((await imagesOf(stage))[0]).not.toHaveProperty('imageScanFindingsSummary');
  });

  it('shows at an archived image that it is not scanned any more', async () => {
    const stage = createRegistryStage();
    const imageDigest = stage.fleet.pushImage('web', {});
    stage.fleet.completeScan('web', imageDigest, []);
    const change = {
      repositoryName: 'web',
      imageId: { imageDigest },
      targetStorageClass: 'ARCHIVE',
    } as const;
    await stage.ecr.send(new UpdateImageStorageClassCommand(change));

    expect(await findingsOf(stage, imageDigest)).toMatchObject({
      imageScanStatus: { status: 'IMAGE_ARCHIVED' },
    });
  });
});

describe('local/fleet/ecr enhanced scans', () => {
  it('come from Inspector: one event of the scan and one for each finding, with times as people write them', async () => {
    const stage = await enhancedStage();
    const digest = stage.fleet.pushImage('web', { tags: ['1.0'] });

    stage.fleet.completeScan('web', digest, [OPENSSL]);

    const [scan, finding] = stage.events.slice(-2);
    expect(scan).toMatchObject({
      source: 'aws.inspector2',
      'detail-type': 'Inspector2 Scan',
      resources: [ARN],
      detail: {
        'scan-status': 'INITIAL_SCAN_COMPLETE',
        'repository-name': ARN,
        'finding-severity-counts': { CRITICAL: 1, TOTAL: 1 },
      },
    });
    expect(finding).toMatchObject({
      source: 'aws.inspector2',
      'detail-type': 'Inspector2 Finding',
      resources: [`${ARN}/${digest}`],
      detail: {
        severity: 'CRITICAL',
        status: 'ACTIVE',
        fixAvailable: 'YES',
        firstObservedAt: 'Nov 23, 2026, 3:00:00 AM',
        findingArn: expect.stringMatching(
          /^arn:aws:inspector2:eu-west-1:111122223333:finding\/[0-9a-f]{32}$/,
        ),
        packageVulnerabilityDetails: {
          vulnerabilityId: 'CVE-2026-1',
          vulnerablePackages: [{ name: 'openssl', version: '3.0.1', fixedInVersion: '3.0.2' }],
        },
        resources: [
          {
            type: 'AWS_ECR_CONTAINER_IMAGE',
            details: {
              awsEcrContainerImage: {
                imageHash: digest,
                imageTags: ['1.0'],
                inUseCount: 0,
                repositoryName: 'web',
              },
            },
          },
        ],
      },
    });
  });

  it('stand in DescribeImages and DescribeImageScanFindings', async () => {
    const stage = await enhancedStage();
    const digest = stage.fleet.pushImage('web', {});
    stage.fleet.completeScan('web', digest, [OPENSSL, ZLIB]);

    const { imageScanFindings } = await findingsOf(stage, digest);

    expect(imageScanFindings?.enhancedFindings).toMatchObject([
      { title: 'CVE-2026-1 - openssl', fixAvailable: 'YES', firstObservedAt: new Date(START) },
      { title: 'CVE-2026-2 - zlib', fixAvailable: 'NO' },
    ]);
    expect(imageScanFindings).not.toHaveProperty('findings');
    expect(await imagesOf(stage)).toMatchObject([
      {
        imageScanStatus: { status: 'ACTIVE' },
        imageScanFindingsSummary: { findingSeverityCounts: { CRITICAL: 1, LOW: 1 } },
      },
    ]);
  });

  it('count the tasks that run the image', async () => {
    const stage = await enhancedStage();
    const digest = stage.fleet.pushImage('web', { tags: ['1.0'] });
    stage.fleet.createService(webService(3));
    await stage.pass(10);
    stage.fleet.scale('shop', 'web', 2);
    await stage.pass(10);

    stage.fleet.reportFinding('web', digest, OPENSSL);

    expect(stage.events.at(-1)?.detail).toMatchObject({
      resources: [
        { details: { awsEcrContainerImage: { inUseCount: 2, lastInUseAt: 'Nov 23, 2026, 3:20:00 AM' } } },
      ],
    });
  });

  it('know a finding again, with when it was first seen, and drop it when it is closed', async () => {
    const stage = await enhancedStage();
    const digest = stage.fleet.pushImage('web', {});
    stage.fleet.reportFinding('web', digest, OPENSSL);
    const first = stage.events.at(-1)?.detail;
    await stage.pass(1);

    stage.fleet.reportFinding('web', digest, OPENSSL);
    const again = await findingsOf(stage, digest);
    stage.fleet.reportFinding('web', digest, { ...OPENSSL, status: 'CLOSED' });

    expect(again.imageScanFindings?.enhancedFindings).toMatchObject([
      { firstObservedAt: new Date(START), lastObservedAt: new Date(START + MINUTE) },
    ]);
    expect(stage.events.at(-1)?.detail).toMatchObject({ status: 'CLOSED', findingArn: first?.findingArn });
    expect((await findingsOf(stage, digest)).imageScanFindings?.enhancedFindings).toEqual([]);
  });
});
