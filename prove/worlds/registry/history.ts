import fc from 'fast-check';
import { type CleanSettings, cleanImages } from '../../../shared/playbooks/clean-images.ts';
import { must } from '../../check.ts';
import { anyHappening, happen } from './happenings.ts';
import { createStage, REGISTRIES, type RegistryKind, talkTo } from './stage.ts';
import { sweep } from './sweep.ts';
import { anyTrouble, NO_TROUBLE } from './trouble.ts';
import { type Counted, createWatch } from './watch.ts';
import { ROLLBACK_DEPTH } from './workloads.ts';

const DAY = 24 * 60 * 60_000;

const YOUNG = { repositories: '*', keepYoungerDays: 1 };
const RULES = [
  { ...YOUNG, keepNewest: [{ tags: 'release-*', count: 1 }] },
  { ...YOUNG, keepTags: ['latest'] },
  { ...YOUNG, keepPulledDays: 3, untaggedGraceDays: 2 },
];

const anySettings = fc.record({
  rule: fc.constantFrom(...RULES),
  maxPercent: fc.constantFrom(100, 50, 30),
  maxImages: fc.constantFrom(500, 3),
  deleteAfterDays: fc.constantFrom(1, 1, 5, 0),
});

const anyDay = fc.record({
  /** Days until then: what was pushed before is old enough to go. */
  days: fc.integer({ min: 1, max: 6 }),
  happenings: fc.array(anyHappening, { maxLength: 6 }),
  /** A sweep without trouble, too: it is what fills the archive. */
  trouble: fc.option(anyTrouble, { freq: 3 }),
});

/** Days in the life of a repository, with a sweep at the end of each. */
export const anyHistory = fc.record({
  kind: fc.constantFrom<RegistryKind>('archive', 'archive', ...REGISTRIES),
  settings: anySettings,
  before: fc.array(anyHappening, { minLength: 4, maxLength: 10 }),
  days: fc.array(anyDay, { minLength: 2, maxLength: 4 }),
});
export type History = typeof anyHistory extends fc.Arbitrary<infer T> ? T : never;

/** Throws when a promise is broken. */
export async function runHistory({ kind, settings, before, days }: History, counted: Counted): Promise<void> {
  const stage = createStage(kind);
  talkTo(stage);
  for (const what of before) await happen(stage, what);
  for (const day of days) {
    const { timeline } = stage.world;
    await timeline.run(timeline.now() + day.days * DAY);
    const watch = createWatch(stage, settings, counted);
    await sweep(stage, settingsOf(settings, kind), day.trouble ?? NO_TROUBLE, watch);
    must(watch.breaches.length === 0, watch.breaches.join('; '));
    for (const what of day.happenings) await happen(stage, what);
  }
}

function settingsOf({ rule, ...limits }: History['settings'], kind: RegistryKind): CleanSettings {
  const archive = kind === 'archive';
  return cleanImages.settings.parse({ rules: [rule], revisions: ROLLBACK_DEPTH, archive, ...limits });
}
