import { parseArn } from '../domain/arn.ts';
import type { ImageScanSignal } from '../domain/image-signal.ts';
import { SEVERITIES } from '../domain/vulnerability.ts';
import {
  type Fields,
  fieldsOf,
  fitting,
  malformed,
  optionalNumber,
  pathOf,
  read,
  requiredText,
  texts,
} from './decode.ts';
import { NOBODY, REPOSITORY } from './ecr-image.ts';
import { type Envelope, signalBase } from './envelope.ts';

/** Published recordings have shortened digests and such that end in EXAMPLE. */
export const DIGEST = /^sha256:\w{1,64}$/;
const STATUS = /^[A-Z][A-Z_]{0,63}$/;
/** ECR takes so many tags per image, of that length. */
export const TAGS_CAP = 1000;
export const TAG_LENGTH = 300;

/** ECR Image Scan: basic scanning is through. `image-tags` may be empty. Throws MalformedEventError. */
export function parseImageScan(event: Envelope): ImageScanSignal {
  return scanSignal('ecr.image-scanned', event);
}

/** Inspector2 Scan: its `repository-name` is the repository's ARN. Throws MalformedEventError. */
export function parseInspectorScan(event: Envelope): ImageScanSignal {
  return scanSignal('inspector.scan', event);
}

function scanSignal(kind: ImageScanSignal['kind'], event: Envelope): ImageScanSignal {
  const { detail } = event;
  return {
    kind,
    ...signalBase(event, NOBODY),
    repository: repositoryOf(detail),
    digest: requiredText(detail, 'image-digest', DIGEST, 'the digest of an image'),
    tags: texts(detail, 'image-tags', TAGS_CAP, TAG_LENGTH),
    status: requiredText(detail, 'scan-status', STATUS, "a status such as 'COMPLETE'"),
    counts: countsOf(detail),
  };
}

function repositoryOf(detail: Fields): string {
  const text = requiredText(detail, 'repository-name', /^[\x21-\x7e]{2,512}$/, "a repository's name or ARN");
  const name = parseArn(text)?.resource.replace(/^repository\//, '') ?? text;
  return fitting(name, pathOf(detail, 'repository-name'), REPOSITORY, "a repository's name");
}

/** Two forms are documented: with zeros, and without what is zero. A scan that failed has no counts at all. */
function countsOf(detail: Fields): ImageScanSignal['counts'] {
  const key = 'finding-severity-counts';
  const value = read(detail, key);
  const counts = fieldsOf(value ?? {}, pathOf(detail, key));
  const pairs = SEVERITIES.map((severity) => [severity, countIn(counts, severity)] as const);
  return Object.fromEntries(pairs) as ImageScanSignal['counts'];
}

function countIn(counts: Fields, severity: string): number {
  const value = optionalNumber(counts, severity) ?? 0;
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw malformed(pathOf(counts, severity), `is ${value}, expected a number of findings`);
}
