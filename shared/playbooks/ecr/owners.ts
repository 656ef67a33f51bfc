import { parseArn } from '../../domain/arn.ts';
import type { ImageUse } from '../../domain/image.ts';
import type { Reads } from '../../domain/reads.ts';

/** Tags that people name the owner of something with, the first one found counts. */
const OWNER_TAGS = ['owner', 'team'];

export function ownerIn(tags: Readonly<Record<string, string>>): string | undefined {
  const lower = new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value]));
  return OWNER_TAGS.map((tag) => lower.get(tag)).find(Boolean);
}

/** The owner by the tags of the service that it is, if that is in this registry's account and Region. Throws ReadError. */
export async function ownerOf(
  use: ImageUse | undefined,
  registryArn: string,
  reads: Pick<Reads, 'service'>,
): Promise<string | undefined> {
  const home = parseArn(registryArn);
  const there = parseArn(use?.service?.clusterArn ?? '');
  if (!use?.service || there?.account !== home?.account || there?.region !== home?.region) return undefined;
  const service = await reads.service(use.service.clusterArn, use.service.name);
  return service && ownerIn(service.tags);
}
