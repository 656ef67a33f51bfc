import type { Image, UseGraph } from '../domain/image.ts';
import type { ImageLimits, ImageRule, Kept } from '../domain/image-plan.ts';
import { kept } from './kept.ts';
import { flawOfLimits, flawOfRule } from './rules.ts';
import { unreadIndex } from './unread.ts';

/** What makes a plan impossible, rather than empty: absent when nothing does. `now` in ms since 1970. */
export function flawOf(
  images: readonly Image[],
  rule: ImageRule,
  limits: ImageLimits,
  now: number,
): Kept | undefined {
  if (images.length === 0) return kept('bad-input', 'no images were listed');
  const flaw = flawOfRule(rule) ?? flawOfLimits(limits);
  if (flaw !== undefined) return kept('bad-input', flaw);
  return Number.isFinite(now) ? undefined : kept('bad-input', `the time is ${now}`);
}

/** Why nothing may be removed now, however little it is wanted; absent when something may be. */
export function notNow(graph: UseGraph, images: readonly Image[]): Kept | undefined {
  const [first, ...others] = graph.unread.toSorted();
  if (first !== undefined) {
    const more = others.length === 0 ? '' : `, and ${others.length} more`;
    return kept('partial-graph', `not all that uses images could be read: ${first}${more}`);
  }
  return unreadIndex(images.filter(({ status }) => status !== 'ARCHIVED'));
}
