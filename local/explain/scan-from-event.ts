import type { RegistryReads } from '../../shared/domain/image.ts';
import type { FindingSignal, ImageScanSignal } from '../../shared/domain/image-signal.ts';
import type { Signal } from '../../shared/domain/signal.ts';
import { SEVERITIES, type Vulnerability } from '../../shared/domain/vulnerability.ts';

type ScanReads = Pick<RegistryReads, 'repositories' | 'images' | 'imageScan' | 'imageUses'>;

/** A registry that has only the scanned image, which one service runs, and what the scan found in it. */
export function scanFromEvent(signal: Signal): Partial<ScanReads> {
  const found = foundIn(signal);
  if (found === undefined) return {};
  const { repository, digest, tags, vulnerabilities } = found;
  const { account, region, occurredAt } = signal;
  const registry = `${account}.dkr.ecr.${region}.amazonaws.com`;
  const arn = `arn:aws:ecr:${region}:${account}:repository/${repository}`;
  const image = { digest, tags, bytes: 0, pushedAt: occurredAt, mediaType: '', status: 'ACTIVE' } as const;
  const use = { registry, repository, digest, kind: 'running', by: 'a service' } as const;
  return {
    repositories: async () => [{ arn, name: repository, registry }],
    images: async () => [image],
    imageScan: async () => ({ scanned: true, vulnerabilities }),
    imageUses: async () => ({ uses: [use], unread: [] }),
  };
}

export function isScan(signal: Signal): signal is FindingSignal | ImageScanSignal {
  return foundIn(signal) !== undefined;
}

function foundIn(signal: Signal) {
  if (signal.kind === 'inspector.finding' && signal.image && signal.vulnerability) {
    return { ...signal.image, vulnerabilities: [signal.vulnerability] };
  }
  return 'counts' in signal ? { ...signal, vulnerabilities: madeUp(signal) } : undefined;
}

/** A basic scan tells numbers only: one of each severity stands for all of them. */
function madeUp({ counts }: ImageScanSignal): readonly Vulnerability[] {
  const there = SEVERITIES.filter((severity) => counts[severity] > 0);
  return there.map((severity) => ({ id: `made-up-${severity}`, severity, fix: 'unknown', packages: [] }));
}
