import type { KeepCode, Kept } from '../domain/image-plan.ts';

/** A reason to keep an image, for its own sake. */
export function kept(code: KeepCode, detail: string): Kept {
  return { code, detail };
}
