import type { FindingSignal, FoundImage } from '../domain/image-signal.ts';
import {
  SEVERITIES,
  type Vulnerability,
  type VulnerabilitySeverity,
  type VulnerablePackage,
} from '../domain/vulnerability.ts';
import {
  type Fields,
  fieldsOf,
  malformed,
  objects,
  optionalNumber,
  optionalText,
  pathOf,
  present,
  quote,
  read,
  requiredText,
  texts,
} from './decode.ts';
import { NOBODY, REPOSITORY } from './ecr-image.ts';
import { DIGEST, TAG_LENGTH, TAGS_CAP } from './ecr-scan.ts';
import { type Envelope, signalBase } from './envelope.ts';
import { optionalSpokenInstant } from './spoken-instant.ts';

const WORD = /^[A-Z][A-Z_]{0,63}$/;
const ID = /^[\w.:-]{1,128}$/;
/** Nobody reads more of them, and a kernel has hundreds. */
const PACKAGES_CAP = 20;
const RESOURCES_CAP = 10;
const TEXT_LENGTH = 256;

/** Inspector2 Finding: of an image in ECR, or of something else that is none of ours. Throws MalformedEventError. */
export function parseFinding(event: Envelope): FindingSignal {
  const { detail } = event;
  return {
    kind: 'inspector.finding',
    ...signalBase(event, NOBODY),
    findingArn: requiredText(detail, 'findingArn', /^arn:[\x21-\x7e]{1,1024}$/, "the finding's ARN"),
    status: requiredText(detail, 'status', WORD, "a status such as 'ACTIVE'"),
    type: requiredText(detail, 'type', WORD, "a type such as 'PACKAGE_VULNERABILITY'"),
    ...present({ vulnerability: vulnerabilityOf(detail), image: imageOf(detail) }),
  };
}

function vulnerabilityOf(detail: Fields): Vulnerability | undefined {
  const value = read(detail, 'packageVulnerabilityDetails');
  if (value === undefined) return undefined;
  const found = fieldsOf(value, pathOf(detail, 'packageVulnerabilityDetails'));
  const packages = objects(found, 'vulnerablePackages', PACKAGES_CAP).map(packageOf);
  const exploit = optionalText(detail, 'exploitAvailable');
  return {
    id: requiredText(found, 'vulnerabilityId', ID, 'an id such as CVE-2026-12345'),
    severity: severityOf(detail),
    fix: fixOf(detail, packages),
    packages,
    ...(exploit !== undefined && { exploitKnown: exploit === 'YES' }),
  };
}

function severityOf(detail: Fields): VulnerabilitySeverity {
  const text = requiredText(detail, 'severity', WORD, "a severity such as 'HIGH'");
  const known = SEVERITIES.find((severity) => severity === text);
  if (known) return known;
  throw malformed(pathOf(detail, 'severity'), `is ${quote(text)}, expected one of ${SEVERITIES.join(', ')}`);
}

/** Events of 2021 do not say it: a package with a fixed version then means that there is one. */
function fixOf(detail: Fields, packages: readonly VulnerablePackage[]): Vulnerability['fix'] {
  const said = optionalText(detail, 'fixAvailable');
  if (said === 'YES' || said === 'NO' || said === 'PARTIAL') return FIX[said];
  return packages.some(({ fixedIn }) => fixedIn !== undefined) ? 'yes' : 'unknown';
}

const FIX = { YES: 'yes', NO: 'no', PARTIAL: 'partial' } as const;

function packageOf(fields: Fields): VulnerablePackage {
  const text = (key: string) => optionalText(fields, key)?.slice(0, TEXT_LENGTH);
  const fixedIn = text('fixedInVersion');
  return {
    name: text('name') ?? 'an unnamed package',
    ...present({
      version: text('version'),
      // Inspector's word for "none".
      fixedIn: fixedIn === 'NotAvailable' ? undefined : fixedIn,
      layer: text('sourceLayerHash'),
    }),
  };
}

function imageOf(detail: Fields): FoundImage | undefined {
  for (const resource of objects(detail, 'resources', RESOURCES_CAP)) {
    const details = fieldsOf(read(resource, 'details') ?? {}, pathOf(resource, 'details'));
    const image = read(details, 'awsEcrContainerImage');
    if (image !== undefined) return foundImage(fieldsOf(image, pathOf(details, 'awsEcrContainerImage')));
  }
  return undefined;
}

function foundImage(image: Fields): FoundImage {
  return {
    repository: requiredText(image, 'repositoryName', REPOSITORY, "a repository's name"),
    digest: requiredText(image, 'imageHash', DIGEST, 'the digest of an image'),
    tags: texts(image, 'imageTags', TAGS_CAP, TAG_LENGTH),
    ...present({
      registry: optionalText(image, 'registry')?.slice(0, TEXT_LENGTH),
      pushedAt: optionalSpokenInstant(image, 'pushedAt'),
      inUseCount: optionalNumber(image, 'inUseCount'),
      lastInUseAt: optionalSpokenInstant(image, 'lastInUseAt'),
    }),
  };
}
