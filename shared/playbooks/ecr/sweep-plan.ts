import { ReadError } from '../../domain/errors.ts';
import type { Image, Repository, UseGraph } from '../../domain/image.ts';
import type { ImagePlan } from '../../domain/image-plan.ts';
import { planRepository } from '../../images/plan.ts';
import { ruleFor } from '../../images/rules.ts';
import type { CleanSettings } from '../clean-images.ts';
import type { Memory } from './sweep-memory.ts';
import type { SweepReads } from './sweep-place.ts';
import { asksFirst, isHandsOff } from './tags.ts';
import { scopeOf } from './use-scope.ts';

/** What a sweep looks at, and by which rules. */
export interface Sweep {
  readonly reads: SweepReads;
  readonly settings: CleanSettings;
  readonly repositories: readonly Repository[];
  readonly graph: UseGraph;
  /** What earlier sweeps found unused, where nothing is archived. */
  readonly known: Memory;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A plan, and the images that it was made of. */
export interface Planned {
  readonly plan: ImagePlan;
  readonly images: readonly Image[];
  /** Its repository has a tag that wants people to be asked. */
  readonly asks: boolean;
}

/** A partial graph is no graph: reading is tried again, and in the end people are told what is missing. */
export async function wholeGraph(
  account: string,
  reads: SweepReads,
  settings: CleanSettings,
): Promise<UseGraph> {
  const graph = await reads.imageUses(scopeOf(account, settings));
  if (graph.unread.length === 0) return graph;
  throw new ReadError(
    `not all that uses images could be read, so none is removed: ${graph.unread.join('; ')}`,
  );
}

/** The repositories that a rule speaks about; the others are left alone. */
export function ruled(repositories: readonly Repository[], { rules }: CleanSettings): readonly Repository[] {
  return repositories.filter(({ name }) => ruleFor(name, rules) !== undefined);
}

/** One plan after the other, so that no more than one repository is in memory: a registry may hold a million images. */
export async function* plansOf(sweep: Sweep): AsyncGenerator<Planned> {
  let left = sweep.settings.maxImages;
  for (const repository of sweep.repositories) {
    const images = await sweep.reads.images(repository.name);
    const { plan, asks } = await planOne(repository, images, sweep, left);
    left -= plan.archive.length + plan.delete.length;
    yield { plan, images, asks };
  }
}

/** Tags are read only where there is something to do: they may say that nothing is to be, and IAM goes by them, too. */
async function planOne(
  repository: Repository,
  images: readonly Image[],
  { reads, settings, graph, known, now }: Sweep,
  left: number,
): Promise<Pick<Planned, 'plan' | 'asks'>> {
  const { rules, maxPercent, deleteAfterDays, sweepOver, archive } = settings;
  const maxImages = images.length > sweepOver ? left : 0;
  const limits = { maxPercent, maxImages, deleteAfterDays, archive };
  const unusedSince = known.get(repository.name) ?? new Map();
  const plan = planRepository({ repository, images, graph, rules, limits, unusedSince, now });
  const writes = plan.archive.length + plan.delete.length + plan.restore.length + plan.takenBack.length > 0;
  const tags = writes ? await reads.repositoryTags(repository.arn) : {};
  if (!isHandsOff(tags)) return { plan, asks: asksFirst(tags) };
  return { plan: { ...plan, archive: [], delete: [], restore: [], takenBack: [] }, asks: false };
}
