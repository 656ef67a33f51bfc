import { type ImagesAction, isImagesAction } from '../../domain/action.ts';
import type { Attempt, Check, Plan } from '../../domain/decision.ts';
import type { Image } from '../../domain/image.ts';
import type { Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import { usedDigests } from '../../images/resolve-uses.ts';
import type { CleanSettings } from '../clean-images.ts';
import { SETTLE_MINUTES } from './sweep-decision.ts';
import { scopeOf } from './use-scope.ts';

/**
 * What was restored must be there again. What was removed must be needed by nothing, looked at after a while: a
 * deployment may have begun while it was removed. `changed` leads to a round that gives it back.
 */
export async function verifySweep(
  plan: Plan,
  { incident, attempts }: Situation,
  reads: Reads,
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
  return neededAgain(actions, graph.uses, reads);
}

function settleSeconds(attempts: readonly Attempt[], now: number): number {
  const actedAt = Date.parse(attempts.at(-1)?.at ?? '');
  return actedAt / 1000 + SETTLE_MINUTES * 60 - now / 1000;
}

async function neededAgain(
  actions: readonly ImagesAction[],
  uses: Parameters<typeof usedDigests>[2],
  reads: Reads,
): Promise<Check> {
  const repositories = await reads.repositories();
  for (const { kind, repository, digests } of writtenTo(actions)) {
    const found = repositories.find(({ name }) => name === repository);
    if (!found) continue;
    const images = await reads.images(repository);
    const used = usedDigests(found, images, uses).uses;
    const again = digests.filter((digest) => used.has(digest));
    if (again.length === 0) continue;
    const by = used.get(again[0] ?? '')?.[0]?.by ?? 'somebody';
    const reason = `${by} needs ${again.length} of the images that were removed from ${repository}`;
    return { type: kind === 'ecr.delete-images' ? 'failed' : 'changed', reason };
  }
  return { type: 'held', reason: 'nothing that runs, or could be rolled back to, needs them', final: true };
}

function writtenTo(actions: readonly ImagesAction[]) {
  return actions.flatMap(({ kind, chosen }) =>
    [...Map.groupBy(chosen, ({ repository }) => repository)].map(([repository, waves]) => ({
      kind,
      repository,
      digests: waves.flatMap(({ images }) => images.map(({ digest }) => digest)),
    })),
  );
}

async function areBack(action: ImagesAction, reads: Reads): Promise<Check> {
  const missing: Image[] = [];
  for (const { repository, digests } of writtenTo([action])) {
    const images = await reads.images(repository);
    missing.push(...images.filter(({ digest, status }) => digests.includes(digest) && status !== 'ACTIVE'));
  }
  if (missing.length === 0) return { type: 'held', reason: 'they can be pulled again', final: true };
  return { type: 'waiting', reason: `ECR still restores ${missing.length} of them` };
}
