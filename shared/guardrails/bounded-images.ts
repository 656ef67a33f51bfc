import type { ImagesAction } from '../domain/images-action.ts';
import type { Target } from '../domain/target.ts';
import { isCount, quoted } from './verdict.ts';

/** More images than this are no longer one bounded thing, whatever the settings say. */
export const MAX_IMAGES = 500;

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** What is wrong with an action on images; undefined when it is whole, bounded and in the incident's own registry. */
export function imagesFlaw(action: ImagesAction, target: Target): string | undefined {
  const { kind, chosen, registryId, bytes } = action;
  if (action.target === '' || chosen.length === 0) return `${kind} names no target`;
  if (registryId !== target.account) {
    return `${kind} is for the registry of ${quoted(registryId)}, the incident for ${quoted(target.account)}`;
  }
  if (!isCount(bytes)) return `${kind}: ${bytes} is no number of bytes`;
  const images = chosen.flatMap((one) => one.images);
  if (images.length > MAX_IMAGES) return `${kind} is for ${images.length} images, more than ${MAX_IMAGES}`;
  const empty = chosen.find((one) => one.repository === '' || one.images.length === 0);
  if (empty) return `${kind} names no image of the repository ${quoted(empty.repository)}`;
  const bad = images.find(({ digest }) => !DIGEST.test(digest));
  return bad ? `${kind}: ${quoted(bad.digest)} is no digest` : strayRepository(action, target);
}

function strayRepository({ kind, chosen }: ImagesAction, target: Target): string | undefined {
  const only = 'repository' in target ? target.repository : undefined;
  const stray = chosen.find((one) => only !== undefined && one.repository !== only);
  return (
    stray &&
    `${kind} is for the repository ${quoted(stray.repository)}, the incident for ${quoted(only ?? '')}`
  );
}
