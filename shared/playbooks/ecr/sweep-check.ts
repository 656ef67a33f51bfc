import { isImagesAction } from '../../domain/action.ts';
import type { Attempt, Check, Plan } from '../../domain/decision.ts';
import type { Image } from '../../domain/image.ts';
import type { ImagePlan, PlanInput } from '../../domain/image-plan.ts';
import { type ChosenImage, type ImagesAction, isNameOf } from '../../domain/images-action.ts';
import type { Situation } from '../../domain/playbook.ts';
import { planRepository } from '../../images/plan.ts';
import { namesOf } from '../../images/resolve-uses.ts';
import type { CleanSettings } from '../clean-images.ts';
import { SETTLE_MINUTES } from './sweep-decision.ts';
import type { SweepReads } from './sweep-place.ts';
import { scopeOf } from './use-scope.ts';

/**
 * What was restored must be there again. What was removed must be needed by nothing, looked at after a while: a
 * deployment may have begun while it was removed. `changed` leads to a round that gives it back.
 */
export async function verifySweep(
  plan: Plan,
  { incident, attempts }: Situation,
  reads: SweepReads,
  settings: CleanSettings,
  now: number,
): Promise<Check> {
  const actions = plan.actions.filter(isImagesAction);
  const [first] = actions;
  if (first?.kind === 'ecr.restore-images') return areBack(first, reads);
  const wait = settleSeconds(attempts, now);
  if (wait > 0) return { type: 'waiting', reason: `looking again in ${Math.ceil(wait / 60)} min` };
  const graph = await reads.imageUses(scopeOf(incident.target.account, settings));
  if (graph.unread.length > 0) return { type: 'waiting', reason: `not readable: ${graph.unread.join('; ')}` };
  return neededAgain(actions, { graph, rules: settings.rules, limits: NOTHING_GOES, now }, reads);
}

function settleSeconds(attempts: readonly Attempt[], now: number): number {
  const actedAt = Date.parse(attempts.at(-1)?.at ?? '');
  return actedAt / 1000 + SETTLE_MINUTES * 60 - now / 1000;
}

/**
 * Whatever lies in the archive and is needed, whoever put it there: the next round gives it back. What was deleted,
 * nobody can.
 */
async function neededAgain(
  actions: readonly ImagesAction[],
  asked: Omit<PlanInput, 'repository' | 'images'>,
  reads: SweepReads,
): Promise<Check> {
  const repositories = await reads.repositories();
  for (const { kind, repository, written } of writtenTo(actions)) {
    const found = repositories.find(({ name }) => name === repository);
    if (!found) continue;
    const images = await reads.images(repository);
    const plan = planRepository({ ...asked, repository: found, images });
    const check = (DELETIONS.includes(kind) && lostCheck(plan, written)) || missedCheck(plan);
    if (check) return check;
  }
  return { type: 'held', reason: 'nothing that runs, or could be rolled back to, needs them', final: true };
}

const DELETIONS: readonly string[] = ['ecr.delete-images', 'ecr-public.delete-images'];

function lostCheck(
  { unresolved, repository }: ImagePlan,
  deleted: readonly ChosenImage[],
): Check | undefined {
  const isLost = (name: string) => deleted.some((image) => isNameOf(name, image));
  const lost = unresolved.find((use) => namesOf(use).some(isLost));
  if (!lost) return undefined;
  const reason = `${lost.by} needs ${namesOf(lost).find(isLost)} of ${repository.name}, which was deleted`;
  return { type: 'failed', reason };
}

function missedCheck({ restore, returning, kept, repository }: ImagePlan): Check | undefined {
  const missed = [...restore, ...returning];
  const [first] = missed;
  if (!first) return undefined;
  const why = kept.get(first.digest)?.detail ?? 'needed';
  const reason = `needed, but in the archive of ${repository.name}: ${missed.length} (${why})`;
  return { type: 'changed', reason };
}

/** For a plan that only says what is needed. */
const NOTHING_GOES = { maxPercent: 0, maxImages: 0, deleteAfterDays: 0, archive: true } as const;

function writtenTo(actions: readonly ImagesAction[]) {
  return actions.flatMap(({ kind, chosen }) =>
    [...Map.groupBy(chosen, ({ repository }) => repository)].map(([repository, waves]) => ({
      kind,
      repository,
      written: waves.flatMap(({ images }) => images),
    })),
  );
}

async function areBack(action: ImagesAction, reads: SweepReads): Promise<Check> {
  const missing: Image[] = [];
  for (const { repository, written } of writtenTo([action])) {
    const digests = written.map(({ digest }) => digest);
    const images = await reads.images(repository);
    missing.push(...images.filter(({ digest, status }) => digests.includes(digest) && status !== 'ACTIVE'));
  }
  if (missing.length === 0) return { type: 'held', reason: 'they can be pulled again', final: true };
  return { type: 'waiting', reason: `ECR still restores ${missing.length} of them` };
}
