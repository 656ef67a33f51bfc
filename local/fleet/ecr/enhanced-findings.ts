import type { EnhancedImageScanFinding } from '@aws-sdk/client-ecr';
import type { World } from '../model.ts';
import { createRandom } from '../random.ts';
import { type FindingModel, sourceOf } from './findings.ts';
import type { ImageModel, RepositoryModel } from './model.ts';

const SCORES: Readonly<Record<FindingModel['severity'], number>> = {
  CRITICAL: 9.8,
  HIGH: 8.1,
  MEDIUM: 6.5,
  LOW: 3.1,
  INFORMATIONAL: 0,
  UNDEFINED: 0,
};

/** As Inspector shows it. */
export function enhancedFinding(
  world: World,
  repository: RepositoryModel,
  image: ImageModel,
  finding: FindingModel,
): EnhancedImageScanFinding {
  const { name, severity, firstSeen, lastSeen } = finding;
  return {
    awsAccountId: world.account,
    description: finding.description ?? '',
    exploitAvailable: finding.exploitAvailable ? 'YES' : 'NO',
    findingArn: world.arns.finding(idOf(image, finding)),
    firstObservedAt: new Date(firstSeen),
    fixAvailable: finding.fixedIn === undefined ? 'NO' : 'YES',
    lastObservedAt: new Date(lastSeen),
    packageVulnerabilityDetails: vulnerability(finding),
    remediation: { recommendation: { text: 'None Provided' } },
    resources: [resource(world, repository, image)],
    score: SCORES[severity],
    severity: severity === 'UNDEFINED' ? 'UNTRIAGED' : severity,
    status: finding.status ?? 'ACTIVE',
    title: `${name} - ${finding.package}`,
    type: 'PACKAGE_VULNERABILITY',
    updatedAt: new Date(lastSeen),
  };
}

function vulnerability(
  finding: FindingModel,
): NonNullable<EnhancedImageScanFinding['packageVulnerabilityDetails']> {
  const { name, version = '1.0.0', fixedIn, layer } = finding;
  return {
    source: 'NVD',
    sourceUrl: sourceOf(name),
    vulnerabilityId: name,
    vulnerablePackages: [
      {
        arch: 'X86_64',
        epoch: 0,
        name: finding.package,
        packageManager: 'OS',
        version,
        ...(fixedIn !== undefined && { fixedInVersion: fixedIn }),
        ...(layer !== undefined && { sourceLayerHash: layer }),
      },
    ],
  };
}

function resource(world: World, { arn, name }: RepositoryModel, { digest, tags, pushedAt }: ImageModel) {
  const inUseCount = tasksOf(world, digest);
  return {
    id: `${arn}/${digest}`,
    type: 'AWS_ECR_CONTAINER_IMAGE',
    details: {
      awsEcrContainerImage: {
        architecture: 'amd64',
        imageHash: digest,
        imageTags: [...tags],
        inUseCount,
        ...(inUseCount > 0 && { lastInUseAt: new Date(world.timeline.now()) }),
        platform: 'AMAZON_LINUX_2023',
        pushedAt: new Date(pushedAt),
        registry: world.account,
        repositoryName: name,
      },
    },
  };
}

/** Inspector counts the tasks that run an image. */
function tasksOf({ clusters }: World, digest: string): number {
  const tasks = [...clusters.values()].flatMap((cluster) => [...cluster.tasks.values()]);
  return tasks.filter(
    ({ task }) =>
      task.lastStatus === 'RUNNING' && task.containers?.some(({ imageDigest }) => imageDigest === digest),
  ).length;
}

/** The same finding on the same image has the same id. */
function idOf({ digest }: ImageModel, finding: FindingModel): string {
  return createRandom('finding', digest, finding.name, finding.package).hex(32);
}
