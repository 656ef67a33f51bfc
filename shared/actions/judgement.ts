import type { Image } from '../domain/image.ts';
import { type ChosenImage, tagsHash } from '../domain/images-action.ts';

/** What an image says about the write that is wanted, right before it. */
export type Judgement = 'ready' | 'done already' | { readonly left: string };

/** Tagged anew since it was chosen means that somebody has plans with it. */
export function whyLeft(image: Image, chosen: ChosenImage): { readonly left: string } | undefined {
  return tagsHash(image.tags) === chosen.tagsHash ? undefined : { left: 'tagged meanwhile' };
}

/** Pulled since it was chosen means that somebody needs it. */
export function whyPulled({ pulledAt = '' }: Image, chosenAt: string): { readonly left: string } | undefined {
  return pulledAt > chosenAt ? { left: 'pulled meanwhile' } : undefined;
}
