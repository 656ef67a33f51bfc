/** Where an image in ECR lies, as its name says it. By digest, by tag, or by neither, which means `latest`. */
export interface ImageName {
  /** `<account>.dkr.ecr.<region>.<suffix>` or `public.ecr.aws`, whichever of its names stood there. */
  readonly registry: string;
  readonly repository: string;
  readonly digest?: string;
  readonly tag?: string;
}

/**
 * A registry is known by several names: `dkr.ecr`, its FIPS form, and the dual-stack `dkr-ecr` under `on.aws`.
 * https://docs.aws.amazon.com/general/latest/gr/ecr.html
 */
const ECR =
  /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]{1,40})\.([a-z0-9.-]{1,60})\/([^\s:@]{1,256})(.{0,300})$/i;

const REFERENCE = /^(?::([^\s@]{1,128}))?(?:@([^\s@]{1,150}))?$/;

/** What every name in ECR Public begins with. */
export const PUBLIC_REGISTRY = 'public.ecr.aws';

/**
 * `public.ecr.aws/<alias>/<repository>`, or by the dual-stack name.
 * https://docs.aws.amazon.com/AmazonECR/latest/public/public-ecr-requests.html
 */
const ECR_PUBLIC = /^(?:public\.ecr\.aws|ecr-public\.aws\.com)\/[^\s/:@]{1,50}\/([^\s:@]{1,205})(.{0,300})$/i;

/** An image of a private registry or of ECR Public; undefined for any other, such as one of Docker Hub. */
export function parseAnyName(text: string): ImageName | undefined {
  return parseImageName(text) ?? parsePublicName(text);
}

/**
 * Without the alias: a registry may have several, all of which lead to it, so that a repository of the same name
 * counts as ours. https://docs.aws.amazon.com/AmazonECR/latest/public/public-registries.html
 */
function parsePublicName(text: string): ImageName | undefined {
  const [, repository = '', rest = ''] = ECR_PUBLIC.exec(text) ?? [];
  const named = repository === '' ? undefined : parseReference(rest);
  return named && { registry: PUBLIC_REGISTRY, repository, ...named };
}

/** Undefined for an image that does not lie in a private ECR registry, such as one of Docker Hub. */
export function parseImageName(text: string): ImageName | undefined {
  const [, account = '', region = '', suffix = '', repository = '', rest = ''] = ECR.exec(text) ?? [];
  const named = account === '' ? undefined : parseReference(rest);
  if (!named) return undefined;
  const registry = registryName(account, region.toLowerCase(), suffix.toLowerCase());
  return { registry, repository, ...named };
}

/** What follows the repository: the digest where there is one, else the tag. */
function parseReference(rest: string): Pick<ImageName, 'digest' | 'tag'> | undefined {
  const reference = REFERENCE.exec(rest);
  if (!reference) return undefined;
  const [, tag, digest] = reference;
  if (digest !== undefined) return { digest };
  return tag === undefined ? {} : { tag };
}

function registryName(account: string, region: string, suffix: string): string {
  return `${account}.dkr.ecr.${region}.${PLAIN_SUFFIX[suffix] ?? suffix}`;
}

/** What stands in the plain name for the suffix of a dual-stack one. */
const PLAIN_SUFFIX: Readonly<Record<string, string>> = {
  'on.aws': 'amazonaws.com',
  'on.amazonwebservices.com.cn': 'amazonaws.com.cn',
};
