import { type FleetEvent, putEvent } from '../events.ts';
import type { World } from '../model.ts';
import { enhancedFinding } from './enhanced-findings.ts';
import { countSeverities, type FindingModel } from './findings.ts';
import type { ImageModel, RepositoryModel } from './model.ts';

/** `ECR Image Scan`. Severities without a finding are absent, as in one of the two forms that AWS documents. */
export function sendBasicScan(
  world: World,
  { name, arn }: RepositoryModel,
  { digest, tags }: ImageModel,
  findings: readonly FindingModel[],
): void {
  send(world, 'aws.ecr', 'ECR Image Scan', arn, {
    'scan-status': 'COMPLETE',
    'repository-name': name,
    'finding-severity-counts': countSeverities(findings),
    'image-digest': digest,
    'image-tags': [...tags],
  });
}

/** `Inspector2 Scan`: its `repository-name` is an ARN. */
export function sendEnhancedScan(
  world: World,
  { arn }: RepositoryModel,
  { digest, tags }: ImageModel,
  findings: readonly FindingModel[],
): void {
  send(world, 'aws.inspector2', 'Inspector2 Scan', arn, {
    'scan-status': 'INITIAL_SCAN_COMPLETE',
    'repository-name': arn,
    'finding-severity-counts': { ...countSeverities(findings), TOTAL: findings.length },
    'image-digest': digest,
    'image-tags': [...tags],
  });
}

/** `Inspector2 Finding`: what the API shows, with other names for the score and times as people write them. */
export function sendFinding(
  world: World,
  repository: RepositoryModel,
  image: ImageModel,
  finding: FindingModel,
): void {
  const { score, resources = [], ...shown } = enhancedFinding(world, repository, image, finding);
  const [resource] = resources;
  const detail = {
    ...shown,
    inspectorScore: score,
    resources: [{ ...resource, partition: 'N/A', region: 'N/A' }],
  };
  send(world, 'aws.inspector2', 'Inspector2 Finding', resource?.id ?? '', withSpokenTimes(detail));
}

function send(
  world: World,
  source: FleetEvent['source'],
  detailType: FleetEvent['detail-type'],
  resource: string,
  detail: FleetEvent['detail'],
): void {
  putEvent(world, world.registry.random, {
    source,
    'detail-type': detailType,
    resources: [resource],
    detail,
  });
}

const SPOKEN = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

/** Inspector writes "Dec 3, 2021, 6:02:13 PM", without a zone. */
function withSpokenTimes(detail: object): FleetEvent['detail'] {
  return JSON.parse(
    JSON.stringify(detail, function (this: Readonly<Record<string, unknown>>, key, value: unknown) {
      const original = this[key];
      return original instanceof Date ? SPOKEN.format(original).replace('\u202f', ' ') : value;
    }),
  );
}
