import { ReadError } from '../../domain/errors.ts';
import type { Repository, UseGraph } from '../../domain/image.ts';
import type { ImagePlan, KeepCode } from '../../domain/image-plan.ts';
import type { Target } from '../../domain/incident.ts';
import type { Gathered, PlaybookResponse, Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import { planRepository } from '../../images/plan.ts';
import { ruleFor } from '../../images/rules.ts';
import type { CleanSettings } from '../clean-images.ts';
import { verifySweep } from './sweep-check.ts';
import { decideSweep } from './sweep-decision.ts';
import { sweepEvidence } from './sweep-evidence.ts';
import type { RepositorySweep, SweepFacts } from './sweep-facts.ts';
import { sweepOf } from './sweep-selection.ts';
import { isHandsOff } from './tags.ts';
import { scopeOf } from './use-scope.ts';

export const sweepResponse: PlaybookResponse<CleanSettings, SweepFacts> = {
  gather,
  decide: decideSweep,
  verify: verifySweep,
};

async function gather(
  situation: Situation,
  reads: Reads,
  settings: CleanSettings,
): Promise<Gathered<SweepFacts>> {
  const { incident, record, attempts } = situation;
  const { account, region, partition, kind } = incident.target;
  const chosenAt = record.marks.at(-1)?.at ?? incident.openedAt;
  const repositories = await sweptRepositories(situation, reads, settings);
  const facts: SweepFacts = {
    account,
    registryArn: `arn:${partition}:ecr:${region}:${account}:repository/*`,
    chosenAt,
    ...(await sweep(account, repositories, reads, settingsFor(kind, settings), Date.parse(chosenAt))),
    removed: attempts.some(({ action }) => action.kind !== 'ecr.restore-images'),
  };
  const [only] = repositories;
  const tags = kind === 'repository' && only ? await reads.repositoryTags(only.arn) : {};
  const seen = record.marks.map(({ id }) => id);
  return { facts, evidence: sweepEvidence(facts), tags, group: 'sweep', seen };
}

/** One repository after the other, and of each only what is to be done: a registry may hold a million images. */
async function sweep(
  account: string,
  repositories: readonly Repository[],
  reads: Reads,
  settings: CleanSettings,
  now: number,
): Promise<Pick<SweepFacts, 'busy' | 'repositories' | 'images' | 'keptBy'>> {
  // Before the images: what begins to use one after this is found by the look that follows the archiving.
  const graph =
    repositories.length > 0 ? await wholeGraph(account, reads, settings) : { uses: [], unread: [] };
  const busy: RepositorySweep[] = [];
  const keptBy: Partial<Record<KeepCode, number>> = {};
  let images = 0;
  let left = settings.maxImages;
  for (const repository of repositories) {
    const plan = await planOne(repository, graph, reads, { ...settings, maxImages: left }, now);
    images += plan.images;
    for (const { code } of plan.kept.values()) keptBy[code] = (keptBy[code] ?? 0) + 1;
    left -= plan.archive.length + plan.delete.length;
    const one = sweepOf(plan, settings.maxImages);
    if (one.archive.images + one.delete.images + one.restore.images > 0) busy.push(one);
  }
  return { busy, repositories: repositories.length, images, keptBy };
}

/** On schedule every repository is cleaned, however small it is. */
function settingsFor(kind: Target['kind'], settings: CleanSettings): CleanSettings {
  return kind === 'registry' ? { ...settings, sweepOver: 0 } : settings;
}

/** Those that a rule speaks about; after a push only that one. */
async function sweptRepositories(
  { incident }: Situation,
  reads: Reads,
  { rules }: CleanSettings,
): Promise<readonly Repository[]> {
  const { target } = incident;
  const all = await reads.repositories();
  const own = target.kind === 'repository' ? all.filter(({ name }) => name === target.name) : all;
  return own.filter(({ name }) => ruleFor(name, rules) !== undefined);
}

/** A partial graph is no graph: reading is tried again, and in the end people are told what is missing. */
async function wholeGraph(account: string, reads: Reads, settings: CleanSettings): Promise<UseGraph> {
  const graph = await reads.imageUses(scopeOf(account, settings));
  if (graph.unread.length === 0) return graph;
  throw new ReadError(
    `not all that uses images could be read, so none is removed: ${graph.unread.join('; ')}`,
  );
}

/** Tags are read only where there is something to remove: they may say that nothing is to be. */
async function planOne(
  repository: Repository,
  graph: UseGraph,
  reads: Reads,
  { rules, maxPercent, maxImages, deleteAfterDays, sweepOver }: CleanSettings,
  now: number,
): Promise<ImagePlan> {
  const images = await reads.images(repository.name);
  const most = images.length > sweepOver ? maxImages : 0;
  const limits = { maxPercent, maxImages: most, deleteAfterDays, archive: true };
  const plan = planRepository({ repository, images, graph, rules, limits, now });
  const removes = plan.archive.length + plan.delete.length > 0;
  if (!removes || !isHandsOff(await reads.repositoryTags(repository.arn))) return plan;
  return { ...plan, archive: [], delete: [] };
}
