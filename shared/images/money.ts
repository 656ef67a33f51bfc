import type { Image } from '../domain/image.ts';
import type { ImagePlan } from '../domain/image-plan.ts';
import { bytesOf } from './plan.ts';

/**
 * What AWS asks for a GiB of private images in a month, in US dollars, in us-east-1, in November 2026. The archive
 * costs the same for its first 150 TB and 0.07 above, so that archiving saves nothing below; and what leaves it within
 * 90 days is billed for 90. https://aws.amazon.com/ecr/pricing/
 */
export const DOLLARS_PER_GIB_MONTH = 0.1;

const GIB = 1024 ** 3;

export interface Weight {
  readonly images: number;
  readonly bytes: number;
  readonly gib: number;
}

/** What a plan does, in numbers. Layers that images share are billed once: the real saving may be smaller. */
export interface Savings {
  readonly archived: Weight;
  readonly deleted: Weight;
  /** From the deletions alone. */
  readonly dollarsPerMonth: number;
}

/** What a plan frees at most. */
export function savingsOf(plan: ImagePlan): Savings {
  const deleted = weigh(plan.delete);
  return { archived: weigh(plan.archive), deleted, dollarsPerMonth: deleted.gib * DOLLARS_PER_GIB_MONTH };
}

function weigh(images: readonly Image[]): Weight {
  const bytes = bytesOf(images);
  return { images: images.length, bytes, gib: bytes / GIB };
}
