import type { Image } from '../domain/image.ts';
import type { ImageRule } from '../domain/image-plan.ts';
import { matchesName } from '../domain/pattern.ts';
import { type Relations, subjectsOf } from './relations.ts';

/**
 * The newest so many images of each tag pattern, with the pattern that each matches. Referrers do not count, and an
 * image that is listed by an index of the same pattern counts with it: ten releases are ten, on however many
 * platforms.
 */
export function newestByTag(relations: Relations, rule: ImageRule): ReadonlyMap<string, string> {
  const patterns = rule.keepNewest ?? [];
  const newest = new Map<string, string>();
  const images = patterns.length === 0 ? [] : newestFirst(relations);

  for (const { tags, count } of patterns) {
    let left = count;
    for (const image of images) {
      if (left <= 0) break;
      if (!countsFor(tags, image, relations)) continue;
      left -= 1;
      if (!newest.has(image.digest)) newest.set(image.digest, tags);
    }
  }
  return newest;
}

/** Whether an image carries a tag that matches. */
export function tagged(image: Image, pattern: string): boolean {
  return image.tags.some((tag) => matchesName(pattern, tag));
}

function countsFor(pattern: string, image: Image, { images, parents }: Relations): boolean {
  if (!tagged(image, pattern)) return false;
  const above = (parents.get(image.digest) ?? []).map((digest) => images.get(digest));
  return !above.some((index) => index !== undefined && tagged(index, pattern));
}

function newestFirst({ images }: Relations): readonly Image[] {
  return [...images.values()]
    .filter((image) => image.tags.length > 0 && subjectsOf(image).length === 0)
    .sort((a, b) => (a.pushedAt > b.pushedAt ? -1 : a.pushedAt < b.pushedAt ? 1 : 0));
}
