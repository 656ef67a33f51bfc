import {
  DescribeImageScanFindingsCommand,
  type ECRClient,
  type EnhancedImageScanFinding,
  type ImageScanFinding,
} from '@aws-sdk/client-ecr';
import {
  type ImageScan,
  SEVERITIES,
  type Vulnerability,
  type VulnerablePackage,
} from '../../domain/vulnerability.ts';
import { hasName } from '../failures.ts';
import { need, read } from '../read.ts';

/** The most that one page takes. */
const PER_PAGE = 1000;
/** Nobody reads more of them, and a kernel has hundreds. */
const PACKAGES_CAP = 20;
/** Findings of these are what there is; with any other status nobody knows. */
const ENDED: readonly unknown[] = ['COMPLETE', 'ACTIVE'];
const NOT_SCANNED: ImageScan = { scanned: false, vulnerabilities: [] };

/** What the last scan found in an image, basic or enhanced, all pages. Not scanned, or gone, is a value. */
export async function readImageScan(
  ecr: ECRClient,
  repositoryName: string,
  imageDigest: string,
): Promise<ImageScan> {
  const reading = { action: 'ecr:DescribeImageScanFindings', what: `the findings in ${repositoryName}` };
  const vulnerabilities: Vulnerability[] = [];
  let nextToken: string | undefined;
  do {
    const input = { repositoryName, imageId: { imageDigest }, maxResults: PER_PAGE, nextToken };
    const page = await read(reading, () => describe(ecr, input));
    if (page === undefined) return NOT_SCANNED;
    const { status } = need(page.imageScanStatus, 'imageScanStatus', reading);
    if (!ENDED.includes(status)) return NOT_SCANNED;
    const { findings = [], enhancedFindings = [] } = page.imageScanFindings ?? {};
    vulnerabilities.push(...findings.flatMap(basic), ...enhancedFindings.flatMap(enhanced));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return { scanned: true, vulnerabilities };
}

async function describe(
  ecr: ECRClient,
  input: ConstructorParameters<typeof DescribeImageScanFindingsCommand>[0],
) {
  try {
    return await ecr.send(new DescribeImageScanFindingsCommand(input));
  } catch (error) {
    if (hasName(error, 'ScanNotFoundException', 'ImageNotFoundException')) return undefined;
    throw error;
  }
}

/** Basic scanning names the package among the attributes, and knows no fixed version. */
function basic({ name, severity, attributes = [] }: ImageScanFinding): readonly Vulnerability[] {
  if (!name) return [];
  const attribute = (key: string) => attributes.find((one) => one.key === key)?.value;
  const version = attribute('package_version');
  const found = { name: attribute('package_name') ?? 'an unnamed package', ...(version && { version }) };
  return [{ id: name, severity: known(severity), fix: 'unknown', packages: [found] }];
}

function enhanced(finding: EnhancedImageScanFinding): readonly Vulnerability[] {
  const { status, severity, fixAvailable, exploitAvailable, packageVulnerabilityDetails: details } = finding;
  if (!details?.vulnerabilityId || status === 'CLOSED' || status === 'SUPPRESSED') return [];
  const packages = (details.vulnerablePackages ?? []).slice(0, PACKAGES_CAP).map(packageOf);
  const fix = FIX[fixAvailable ?? ''] ?? (packages.some(({ fixedIn }) => fixedIn) ? 'yes' : 'unknown');
  const exploit = exploitAvailable && { exploitKnown: exploitAvailable === 'YES' };
  return [{ id: details.vulnerabilityId, severity: known(severity), fix, packages, ...exploit }];
}

const FIX: Readonly<Record<string, Vulnerability['fix']>> = { YES: 'yes', NO: 'no', PARTIAL: 'partial' };

type SdkPackage = NonNullable<
  NonNullable<EnhancedImageScanFinding['packageVulnerabilityDetails']>['vulnerablePackages']
>[number];

function packageOf({ name, version, fixedInVersion, sourceLayerHash }: SdkPackage): VulnerablePackage {
  return {
    name: name ?? 'an unnamed package',
    ...(version && { version }),
    // Inspector's word for "none".
    ...(fixedInVersion && fixedInVersion !== 'NotAvailable' && { fixedIn: fixedInVersion }),
    ...(sourceLayerHash && { layer: sourceLayerHash }),
  };
}

/** The list of severities is open: a new one is what nobody has judged yet. */
function known(severity: string | undefined): Vulnerability['severity'] {
  return SEVERITIES.find((one) => one === severity) ?? 'UNTRIAGED';
}
