import {
  type DescribeImageScanFindingsRequest,
  type DescribeImageScanFindingsResponse,
  type ImageDetail,
  type ImageScanFindings,
  ScanNotFoundException,
} from '@aws-sdk/client-ecr';
import { pageOf } from '../api/paging.ts';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { enhancedFinding } from './enhanced-findings.ts';
import { invalid, where } from './errors.ts';
import { basicFinding, countSeverities, type FindingModel } from './findings.ts';
import { imageOf, names, repositoryOf } from './lookup.ts';
import type { ImageModel, RepositoryModel, ScanModel } from './model.ts';

/** Findings by page, basic or enhanced; the counts are of all of them. */
export function describeImageScanFindings(
  world: World,
  input: DescribeImageScanFindingsRequest,
): DescribeImageScanFindingsResponse {
  const repository = repositoryOf(world, input);
  const image = imageOf(world, repository, input.imageId);
  const { scan } = image;
  if (scan === undefined) throw noScan(world, repository, image);
  const bad = () => invalid('Invalid token.');
  const { items, ...next } = pageOf(scan.findings, input.nextToken, input.maxResults ?? 100, bad);
  const show = (finding: FindingModel) => enhancedFinding(world, repository, image, finding);
  return {
    ...names(world, repository),
    imageId: { ...input.imageId, imageDigest: image.digest },
    imageScanStatus: { status: statusOf(image, scan) },
    imageScanFindings: {
      ...summary(scan),
      ...(scan.type === 'BASIC'
        ? { findings: items.map(basicFinding) }
        : { enhancedFindings: items.map(show) }),
    },
    ...next,
  };
}

/** DescribeImages knows of enhanced scans only: "the new version of basic scanning doesn't use" these fields. */
export function scanSummary(image: ImageModel): ImageDetail {
  const { scan } = image;
  if (scan?.type !== 'ENHANCED') return {};
  return { imageScanStatus: { status: statusOf(image, scan) }, imageScanFindingsSummary: summary(scan) };
}

function summary({ completedAt, findings }: ScanModel): ImageScanFindings {
  const moment = new Date(completedAt);
  return {
    imageScanCompletedAt: moment,
    vulnerabilitySourceUpdatedAt: moment,
    findingSeverityCounts: countSeverities(findings),
  };
}

function statusOf({ status }: ImageModel, { type }: ScanModel) {
  if (status === 'ARCHIVED') return 'IMAGE_ARCHIVED';
  return type === 'BASIC' ? 'COMPLETE' : 'ACTIVE';
}

function noScan(
  world: World,
  { name }: RepositoryModel,
  { digest, tags }: ImageModel,
): ScanNotFoundException {
  const image = `{imageDigest:'${digest}', imageTag:'${tags[0] ?? 'null'}'}`;
  return new ScanNotFoundException(
    refusal(`Image scan does not exist for the image with '${image}' in ${where(name, world.account)}`),
  );
}
