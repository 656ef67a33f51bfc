/** Where an image in ECR lies, as its name says it. By digest, by tag, or by neither, which means `latest`. */
export interface ImageName {
  /** In the form `<account>.dkr.ecr.<region>.<suffix>`, whichever of ECR's names stood there. */
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

/** Undefined for an image that does not lie in a private ECR registry, such as one of Docker Hub. */
export function parseImageName(text: string): ImageName | undefined {
  const [, account = '', region = '', suffix = '', repository = '', rest = ''] = ECR.exec(text) ?? [];
  const reference = REFERENCE.exec(rest);
  if (account === '' || !reference) return undefined;
  const [, tag, digest] = reference;
  return {
    registry: registryName(account, region.toLowerCase(), suffix.toLowerCase()),
    repository,
    ...(digest !== undefined && { digest }),
    ...(digest === undefined && tag !== undefined && { tag }),
  };
}

function registryName(account: string, region: string, suffix: string): string {
  return `${account}.dkr.ecr.${region}.${PLAIN_SUFFIX[suffix] ?? suffix}`;
}

/** What stands in the plain name for the suffix of a dual-stack one. */
const PLAIN_SUFFIX: Readonly<Record<string, string>> = {
  'on.aws': 'amazonaws.com',
  'on.amazonwebservices.com.cn': 'amazonaws.com.cn',
};
