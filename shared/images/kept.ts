import type { Image } from '../domain/image.ts';
import type { KeepCode, Kept } from '../domain/image-plan.ts';

/** A reason to keep an image, for its own sake. */
export function kept(code: KeepCode, detail: string): Kept {
  return { code, detail };
}

/** The images that there is a reason to keep, by digest and in their order, each with its reason. */
export function keptOf(
  images: Iterable<Image>,
  why: (image: Image) => Kept | undefined,
): ReadonlyMap<string, Kept> {
  const found = new Map<string, Kept>();
  for (const image of images) {
    const reason = why(image);
    if (reason !== undefined) found.set(image.digest, reason);
  }
  return found;
}
