import { parseArn } from '../../shared/domain/arn.ts';
import type { ImageUse, Repository } from '../../shared/domain/image.ts';
import type { CleanSettings } from '../../shared/playbooks/clean-images.ts';
import type { SweepReads } from '../../shared/playbooks/ecr/sweep-place.ts';
import { type Planned, plansOf, ruled, wholeGraph } from '../../shared/playbooks/ecr/sweep-plan.ts';

/** A registry, and by which rules it is swept. */
export interface SweepPlace {
  readonly reads: SweepReads;
  readonly settings: CleanSettings;
}

interface LookedInto extends SweepPlace {
  /** How many repositories there are, or of that name. */
  readonly named: number;
  /** Those of them that a rule speaks about. */
  readonly repositories: readonly Repository[];
}

/** Throws ReadError. */
export async function lookInto(place: SweepPlace, wanted: string | undefined): Promise<LookedInto> {
  const all = await place.reads.repositories();
  const named = wanted === undefined ? all : all.filter(({ name }) => name === wanted);
  return { ...place, named: named.length, repositories: ruled(named, place.settings) };
}

/**
 * The plans of all its repositories. What a deployed sweep remembers of its earlier looks is not known here: where
 * nothing is archived every image begins to wait now. Throws ReadError.
 */
export async function plansAt(
  { reads, settings, repositories }: LookedInto,
  kept: readonly ImageUse[],
): Promise<readonly Planned[]> {
  const [first] = repositories;
  if (first === undefined) return [];
  const found = await wholeGraph(parseArn(first.arn)?.account ?? '', reads, settings);
  const graph = { ...found, uses: [...found.uses, ...kept] };
  const plans: Planned[] = [];
  const sweep = { reads, settings, repositories, graph, known: new Map(), now: Date.now() };
  for await (const one of plansOf(sweep)) plans.push(one);
  return plans;
}
