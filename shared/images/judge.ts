import type { Image } from '../domain/image.ts';
import type { ImageRule, Kept, PlanInput } from '../domain/image-plan.ts';
import { wholeFamilies } from './families.ts';
import { flawOf, notNow } from './hold.ts';
import { ownReason } from './keep.ts';
import { kept, keptOf } from './kept.ts';
import { newestByTag } from './newest.ts';
import type { Relations } from './relations.ts';
import { chooseRemovals, type Removals } from './removals.ts';
import { ruleFor } from './rules.ts';

export interface Judged extends Removals {
  /** What neither a use nor a rule keeps; nothing where that could not be found out. */
  readonly unused: ReadonlySet<string>;
  /** Why nothing at all goes. */
  readonly held?: Kept;
}

/** What is to happen to the images that nothing uses. */
export function judge(images: readonly Image[], relations: Relations, input: PlanInput): Judged {
  const rule = ruleFor(input.repository.name, input.rules);
  if (rule === undefined) return holdAll(kept('no-rule', `no rule is for ${input.repository.name}`));
  const flaw = flawOf(input.images, rule, input.limits, input.now);
  if (flaw !== undefined) return holdAll(flaw);

  const wanted = keptByRule(relations, rule, input.now);
  const spare = images.filter(({ digest }) => !wanted.has(digest));
  const held = notNow(input.graph, input.images);
  const judged = held === undefined ? removeOf(spare, relations, input) : holdAll(held);
  return { ...judged, stays: (image) => wanted.get(image.digest) ?? judged.stays(image) };
}

function holdAll(held: Kept): Judged {
  return { archive: new Set(), delete: new Set(), unused: new Set(), stays: () => held, held };
}

function removeOf(spare: readonly Image[], relations: Relations, input: PlanInput): Judged {
  const { limits, now, unusedSince = new Map() } = input;
  const removals = chooseRemovals(spare, { relations, limits, unusedSince, now });
  return { ...removals, unused: new Set(spare.map(({ digest }) => digest)) };
}

function keptByRule(relations: Relations, rule: ImageRule, now: number): ReadonlyMap<string, Kept> {
  const keeping = { relations, rule, newest: newestByTag(relations, rule), now };
  const own = keptOf(relations.images.values(), (image) => ownReason(image, keeping));
  return wholeFamilies(own, relations);
}
