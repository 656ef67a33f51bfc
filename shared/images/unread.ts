import type { Image } from '../domain/image.ts';
import type { Kept } from '../domain/image-plan.ts';
import { kept } from './kept.ts';
import { isIndex } from './relations.ts';

/** An index whose children nobody knows may list any image of its repository. */
export function unreadIndex(images: readonly Image[]): Kept | undefined {
  const unread = images.filter((image) => isIndex(image) && image.children === undefined);
  const first = unread.map(({ digest }) => digest).sort()[0];
  return first === undefined
    ? undefined
    : kept('unread-index', `may be listed by ${first}, which could not be read`);
}
