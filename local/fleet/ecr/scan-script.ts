import type { World } from '../model.ts';
import type { FindingModel, NewFinding } from './findings.ts';
import { imageOf, repositoryOf } from './lookup.ts';
import type { ImageModel } from './model.ts';
import { sendBasicScan, sendEnhancedScan, sendFinding } from './scan-events.ts';

/**
 * A scan of an image is through: by ECR itself with one event of its counts, or, where the registry has enhanced
 * scanning, by Inspector with an event of the scan and one for each finding.
 */
export function completeScan(
  world: World,
  repositoryName: string,
  imageDigest: string,
  found: readonly NewFinding[],
): void {
  const repository = repositoryOf(world, { repositoryName });
  const image = imageOf(world, repository, { imageDigest });
  const type = world.registry.scanning.scanType ?? 'BASIC';
  const findings = found.map((finding) => seen(world, image, finding));
  image.scan = { type, completedAt: world.timeline.now(), findings };
  if (type === 'BASIC') {
    sendBasicScan(world, repository, image, findings);
    return;
  }
  sendEnhancedScan(world, repository, image, findings);
  for (const finding of findings) sendFinding(world, repository, image, finding);
}

/** Inspector tells of one finding: a new one, or one that was there and is now closed, suppressed or seen again. */
export function reportFinding(
  world: World,
  repositoryName: string,
  imageDigest: string,
  found: NewFinding,
): void {
  const repository = repositoryOf(world, { repositoryName });
  const image = imageOf(world, repository, { imageDigest });
  const finding = seen(world, image, found);
  const others = (image.scan?.findings ?? []).filter((other) => !isSame(other, finding));
  const open = finding.status === 'CLOSED' ? [] : [finding];
  image.scan = { type: 'ENHANCED', completedAt: finding.lastSeen, findings: [...others, ...open] };
  sendFinding(world, repository, image, finding);
}

function seen(world: World, { scan }: ImageModel, finding: NewFinding): FindingModel {
  const lastSeen = world.timeline.now();
  const before = scan?.findings.find((other) => isSame(other, finding));
  return { ...finding, firstSeen: before?.firstSeen ?? lastSeen, lastSeen };
}

function isSame(one: NewFinding, other: NewFinding): boolean {
  return one.name === other.name && one.package === other.package;
}
