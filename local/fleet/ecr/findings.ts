import type { FindingSeverity, ImageScanFinding } from '@aws-sdk/client-ecr';

/** A vulnerability of a package in an image, as a script tells of it. */
export interface NewFinding {
  /** Usually a CVE number. */
  readonly name: string;
  readonly severity: FindingSeverity;
  readonly package: string;
  readonly version?: string;
  /** The version that has the fix; without it there is none. */
  readonly fixedIn?: string;
  readonly description?: string;
  readonly exploitAvailable?: boolean;
  /** Digest of the layer that the package came with. */
  readonly layer?: string;
  /** ACTIVE, unless it says otherwise. */
  readonly status?: 'ACTIVE' | 'SUPPRESSED' | 'CLOSED';
}

/** A finding as an image has it, with when it was first and last seen, in milliseconds since the epoch. */
export interface FindingModel extends NewFinding {
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** As basic scanning shows it. */
export function basicFinding({
  name,
  severity,
  description = '',
  ...finding
}: FindingModel): ImageScanFinding {
  const attributes = [
    { key: 'package_name', value: finding.package },
    { key: 'package_version', value: finding.version ?? '1.0.0' },
  ];
  return { name, severity, description, uri: sourceOf(name), attributes };
}

/** Severities without a finding are absent. */
export function countSeverities(findings: readonly FindingModel[]): Partial<Record<FindingSeverity, number>> {
  const counts: Partial<Record<FindingSeverity, number>> = {};
  for (const { severity } of findings) counts[severity] = (counts[severity] ?? 0) + 1;
  return counts;
}

/** Where people read about it. */
export function sourceOf(name: string): string {
  return `https://nvd.nist.gov/vuln/detail/${name}`;
}
