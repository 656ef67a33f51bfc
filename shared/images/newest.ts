import type { Image } from '../domain/image.ts';
import type { ImageRule } from '../domain/image-plan.ts';
import { matchesName } from '../domain/pattern.ts';
import { oldestFirst } from './falling.ts';
import { type Relations, subjectsOf } from './relations.ts';

/**
 * The newest so many images of each tag pattern, with the pattern that each matches. Referrers do not count, and an
 * image that is listed by an index of the same pattern counts with it: ten releases are ten, on however many
 * platforms.
 */
export function newestByTag(relations: Relations, rule: ImageRule): ReadonlyMap<string, string> {
  const newest = new Map<string, string>();
  for (const { tags, count } of rule.keepNewest ?? []) {
    const matching = [...relations.images.values()].filter((image) => countsFor(tags, image, relations));
    for (const { digest } of oldestFirst(matching).slice(-count)) {
      if (!newest.has(digest)) newest.set(digest, tags);
    }
  }
  return newest;
}

/** Whether an image carries a tag that matches. */
export function tagged(image: Image, pattern: string): boolean {
  return image.tags.some((tag) => matchesName(pattern, tag));
}

function countsFor(pattern: string, image: Image, { images, parents }: Relations): boolean {
  if (!tagged(image, pattern) || subjectsOf(image).length > 0) return false;
  const above = (parents.get(image.digest) ?? []).map((digest) => images.get(digest));
  return !above.some((index) => index !== undefined && tagged(index, pattern));
}
