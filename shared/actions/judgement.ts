import type { Image } from '../domain/image.ts';
import { type ChosenImage, tagsHash } from '../domain/images-action.ts';

/** What an image says about the write that is wanted, right before it. */
export type Judgement = 'ready' | 'done already' | { readonly left: string };

/** Tagged anew since it was chosen means that somebody has plans with it. */
export function whyLeft(image: Image, chosen: ChosenImage): { readonly left: string } | undefined {
  return tagsHash(image.tags) === chosen.tagsHash ? undefined : { left: 'tagged meanwhile' };
}

/** Pulled since it was chosen means that somebody needs it. */
export function whyPulled({ pulledAt }: Image, chosenAt: string): { readonly left: string } | undefined {
  if (pulledAt === undefined) return undefined;
  // Asked this way round, a time that cannot be read leaves the image alone.
  const before = Date.parse(pulledAt) <= Date.parse(chosenAt);
  return before ? undefined : { left: 'pulled meanwhile' };
}
