import { shortTaskDefinition } from '../../domain/arn.ts';
import type { Check, Plan } from '../../domain/decision.ts';
import type { Service } from '../../domain/fleet.ts';
import type { Image } from '../../domain/image.ts';
import type { RestoreImages } from '../../domain/images-action.ts';
import { fleetTargetOf } from '../../domain/incident.ts';
import { isQuiet } from '../../domain/mark.ts';
import type { Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import { readParts } from './image-parts.ts';
import { checkReruns } from './rerun-response.ts';

/** A job that runs so long has its image. */
const STEADY_SECONDS = 60;
/** How long ECR may go on showing an image as archived that was just restored. */
const LAG_MS = 5 * 60_000;

/** Whether the image can be pulled, and whether the tasks that need it run. */
export async function checkRestored(
  plan: Plan,
  situation: Situation,
  reads: Reads,
  now: number,
): Promise<Check> {
  const [action] = plan.actions;
  if (action?.kind === 'ecs.run-task') return checkReruns(plan, situation, reads, STEADY_SECONDS, now);
  if (action?.kind !== 'ecr.restore-images') return { type: 'failed', reason: 'nothing was planned' };

  const since = situation.attempts.at(-1)?.at ?? '';
  const images = await checkImages(action, reads, now - Date.parse(since) < LAG_MS);
  if (images.type !== 'held') return images;
  const { kind, clusterArn, name } = fleetTargetOf(situation.incident);
  if (kind === 'family') return { ...images, final: true };
  const other = anotherImage(situation, since);
  if (other) return { type: 'changed', reason: `its tasks cannot pull ${other} either` };
  return checkTasks(await reads.service(clusterArn, name), situation);
}

async function checkImages(action: RestoreImages, reads: Reads, isFresh: boolean): Promise<Check> {
  const wanted = action.chosen.flatMap(({ repository, images }) =>
    images.map(({ digest }) => ({ repository, digest })),
  );
  const found: Image[] = [];
  for (const { repository, digest } of wanted) {
    const parts = await readParts(reads, repository, { digest });
    if (parts.length === 0) return { type: 'failed', reason: `${repository}@${digest.slice(0, 19)} is gone` };
    found.push(...parts);
  }
  const digests = wanted.map(({ digest }) => digest);
  return judgeImages(found, digests, isFresh);
}

function judgeImages(found: readonly Image[], digests: readonly string[], isFresh: boolean): Check {
  const archived = found.filter(({ status }) => status === 'ARCHIVED');
  const again = archived.some(({ digest }) => digests.includes(digest));
  if (again && !isFresh) return { type: 'failed', reason: 'it was archived again' };
  const ready = found.filter(({ status }) => status === 'ACTIVE').length;
  const counts = `${ready} of ${found.length} ${found.length === 1 ? 'image' : 'images'} can be pulled`;
  if (again || found.some(({ status }) => status === 'ACTIVATING'))
    return { type: 'waiting', reason: counts };
  if (archived.length > 0) return { type: 'changed', reason: 'what the image lists is in the archive, too' };
  return { type: 'held', reason: counts };
}

/** The image of the newest failure, when it is not the one that was restored. */
function anotherImage({ record }: Situation, since: string): string | undefined {
  const news = record.marks.filter((mark) => !isQuiet(record, mark));
  const before = news.findLast(({ at }) => at <= since)?.group;
  const newest = news.at(-1)?.group;
  return newest === before ? undefined : newest;
}

/** The tasks of the newest deployment count: of the one before it some may still run. */
function checkTasks(service: Service | undefined, { record }: Situation): Check {
  if (service?.status !== 'ACTIVE') return { type: 'failed', reason: 'the service is gone' };
  const { deployments, desiredCount, runningCount } = service;
  const failed = record.marks.flatMap(({ data }) => data ?? []);
  const deployed = deployments.map((one) => shortTaskDefinition(one.taskDefinitionArn));
  if (failed.length > 0 && !deployed.some((revision) => failed.includes(revision))) {
    const current = shortTaskDefinition(service.taskDefinitionArn);
    return { type: 'changed', reason: `${current} was deployed` };
  }
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  if (primary?.rolloutState === 'FAILED') return { type: 'changed', reason: 'ECS gave up its deployment' };
  const running = Math.min(runningCount, primary?.runningCount ?? runningCount);
  const reason = `${running} of ${desiredCount} tasks run`;
  return { type: running >= desiredCount ? 'held' : 'waiting', reason };
}
