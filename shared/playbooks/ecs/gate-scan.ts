import { ReadError } from '../../domain/errors.ts';
import type { Reads } from '../../domain/reads.ts';
import type { FleetTarget } from '../../domain/target.ts';
import type { Vulnerability } from '../../domain/vulnerability.ts';
import { platformsOf } from '../ecr/platforms.ts';
import type { GateScan } from './gate-facts.ts';
import { homeOf, shortImage } from './image-parts.ts';

type ScanReads = Pick<Reads, 'image' | 'imageManifest' | 'imageScan'>;
/** Whether a vulnerability in a repository counts. */
type Counts = (vulnerability: Vulnerability, repository: string) => boolean;

/**
 * What scans say of images, by the names that ECS has for them. Clean is stricter than for a rollback: the image is
 * named by its digest, as a tag may mean another one by the time it is pulled.
 */
export async function scanDeployment(
  images: readonly string[],
  target: FleetTarget,
  counts: Counts,
  reads: ScanReads,
): Promise<GateScan> {
  if (images.length === 0) return unknown('its task definition names no image that can be read');
  const scans: GateScan[] = [];
  for (const image of new Set(images)) {
    scans.push(await scanImage(image, target, counts, reads).catch(unreadable));
  }
  const worst = (type: GateScan['type']) => scans.find((one) => one.type === type);
  return worst('vulnerable') ?? worst('unknown') ?? { type: 'clean', images: scans.length };
}

async function scanImage(
  image: string,
  target: FleetTarget,
  counts: Counts,
  reads: ScanReads,
): Promise<GateScan> {
  const name = shortImage(image);
  const { id } = homeOf(image, target);
  if (!id) return unknown(`${name} lies in no registry of this account and Region`);
  const { repository } = id;
  const found = await reads.image(repository, id);
  if (found?.status !== 'ACTIVE') return unknown(`${name} cannot be pulled`);
  const platforms = await platformsOf(found, repository, reads);
  let unscanned = platforms.length === 0;
  for (const digest of platforms) {
    const scan = await reads.imageScan(repository, digest);
    const bad = scan.vulnerabilities.find((one) => counts(one, repository));
    if (bad) return { type: 'vulnerable', image: name, id: bad.id, severity: bad.severity };
    unscanned ||= !scan.scanned;
  }
  if (unscanned) return unknown(`${name} was not scanned`);
  if (id.digest === undefined) return unknown(`ECS has not settled yet which image ${name} is`);
  return { type: 'clean', images: 1 };
}

/** People must hear of what cannot be read: nobody else answers the deployment. */
function unreadable(error: unknown): GateScan {
  if (error instanceof ReadError) return unknown(error.message);
  throw error;
}

function unknown(reason: string): GateScan {
  return { type: 'unknown', reason };
}
