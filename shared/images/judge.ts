import type { Image } from '../domain/image.ts';
import type { ImageRule, Kept, PlanInput } from '../domain/image-plan.ts';
import { wholeFamilies } from './families.ts';
import { flawOf, notNow } from './hold.ts';
import { ownReason } from './keep.ts';
import { kept } from './kept.ts';
import { newestByTag } from './newest.ts';
import type { Relations } from './relations.ts';
import { chooseRemovals, type Removals } from './removals.ts';
import { ruleFor } from './rules.ts';

export interface Judged extends Removals {
  /** What neither a use nor a rule keeps; nothing where that could not be found out. */
  readonly spare: readonly Image[];
  readonly held?: Kept;
}

/** What is to happen to the images that nothing uses. */
export function judge(unused: readonly Image[], relations: Relations, input: PlanInput): Judged {
  const rule = ruleFor(input.repository.name, input.rules);
  if (rule === undefined) return holdAll(unused, kept('no-rule', `no rule is for ${input.repository.name}`));
  const flaw = flawOf(input.images, rule, input.limits, input.now);
  if (flaw !== undefined) return holdAll(unused, flaw);

  const wanted = keptByRule(relations, rule, input.now);
  const spare = unused.filter(({ digest }) => !wanted.has(digest));
  const held = notNow(input.graph, input.images);
  const judged = held === undefined ? removeOf(spare, relations, input) : holdAll(spare, held);
  return { ...judged, kept: new Map([...judged.kept, ...wanted]) };
}

function holdAll(images: readonly Image[], held: Kept): Judged {
  const all = new Map(images.map(({ digest }) => [digest, held]));
  return { archive: new Set(), delete: new Set(), kept: all, spare: [], held };
}

function removeOf(spare: readonly Image[], relations: Relations, input: PlanInput): Judged {
  const { limits, now, unusedSince = new Map() } = input;
  return { ...chooseRemovals(spare, { relations, limits, unusedSince, now }), spare };
}

function keptByRule(relations: Relations, rule: ImageRule, now: number): ReadonlyMap<string, Kept> {
  const keeping = { relations, rule, newest: newestByTag(relations, rule), now };
  const own = new Map<string, Kept>();
  for (const image of relations.images.values()) {
    const why = ownReason(image, keeping);
    if (why !== undefined) own.set(image.digest, why);
  }
  return wholeFamilies(own, relations);
}
