import type { TaskDefinition } from '../../domain/fleet.ts';
import type { Reads } from '../../domain/reads.ts';
import type { TaskState } from '../../domain/signal.ts';
import type { FleetTarget } from '../../domain/target.ts';
import { platformsOf } from '../ecr/platforms.ts';
import type { RevisionScan } from './clean-revision-facts.ts';
import { homeOf, shortImage } from './image-parts.ts';

type ScanReads = Pick<Reads, 'image' | 'imageManifest' | 'imageScan'>;

/**
 * What scans say of images, by the names that ECS has for them. Clean is only what was scanned whole: an image of
 * another registry, one that is gone or archived, and one without a scan are unknown.
 */
export async function scanImages(
  images: readonly string[],
  ids: readonly string[],
  target: FleetTarget,
  reads: ScanReads,
): Promise<RevisionScan> {
  const scans: RevisionScan[] = [];
  for (const image of new Set(images)) {
    scans.push(await scanImage(image, ids, target, reads));
  }
  const worst = (type: RevisionScan['type']) => scans.find((one) => one.type === type);
  return worst('vulnerable') ?? worst('unknown') ?? { type: 'clean' };
}

/** What a task definition would pull now. */
export function imagesOf({ containers }: TaskDefinition): readonly string[] {
  return containers.map(({ image }) => image);
}

/** What tasks really run: a tag may have moved since they pulled it. */
export function imagesIn(tasks: readonly TaskState[]): readonly string[] {
  const running = tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING');
  return running
    .flatMap(({ containers }) => containers)
    .flatMap(({ image, imageDigest }) => (image === undefined ? [] : withDigest(image, imageDigest)));
}

/** The image by its digest, where that is known, in place of its tag. */
export function withDigest(image: string, digest: string | undefined): string {
  return digest === undefined ? image : `${image.replace(/(@[^/]*|:[^/]*)$/, '')}@${digest}`;
}

/** The repositories of its images, to compare revisions by. */
export function repositoriesOf({ containers }: TaskDefinition, target: FleetTarget): readonly string[] {
  const names = containers.map(({ image }) => homeOf(image, target).id?.repository ?? image);
  return [...new Set(names)].toSorted();
}

/** An index is as vulnerable as what it lists, and clean only when it was scanned for every platform. */
async function scanImage(
  image: string,
  ids: readonly string[],
  target: FleetTarget,
  reads: ScanReads,
): Promise<RevisionScan> {
  const { id } = homeOf(image, target);
  if (!id) return unknown(`${shortImage(image)} lies in no registry of this account and Region`);
  const pulled = await reads.image(id.repository, id);
  if (pulled?.status !== 'ACTIVE') return unknown(`${shortImage(image)} cannot be pulled`);
  const platforms = await platformsOf(pulled, id.repository, reads);
  let unscanned = platforms.length === 0;
  for (const digest of platforms) {
    const scan = await reads.imageScan(id.repository, digest);
    const found = scan.vulnerabilities.find((one) => ids.includes(one.id));
    if (found) return { type: 'vulnerable', id: found.id };
    unscanned ||= !scan.scanned;
  }
  return unscanned ? unknown(`${shortImage(image)} was not scanned`) : { type: 'clean' };
}

function unknown(reason: string): RevisionScan {
  return { type: 'unknown', reason };
}
