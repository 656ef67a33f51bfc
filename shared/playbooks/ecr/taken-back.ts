import type { ImagePlan } from '../../domain/image-plan.ts';
import { daysSince } from '../../images/days.ts';
import type { TakenBack } from './sweep-facts.ts';

/**
 * With those of one more plan: the images in use that somebody archived again after a restore, if that was within the
 * last day, so that a daily sweep tells each time once. `now` in ms.
 */
export function withTakenBack(
  before: TakenBack | undefined,
  { takenBack, repository, kept }: ImagePlan,
  now: number,
): TakenBack | undefined {
  const news = takenBack.filter(({ archivedAt }) => daysSince(archivedAt, now) < 1);
  const [first] = news;
  if (first === undefined) return before;
  const who = kept.get(first.digest)?.detail ?? 'needed';
  const words = `${first.tags[0] ?? first.digest} of ${repository.name} (${who})`;
  return { images: (before?.images ?? 0) + news.length, first: before?.first ?? words };
}

/** What people are to know of it, and what they can do. */
export function takenBackWords({ images, first }: TakenBack): string {
  const more = images > 1 ? ` and ${images - 1} more` : '';
  return `${first}${more}: needed, restored, and archived again by others, perhaps the lifecycle policy. Not restored once more; change the policy, or restore it yourself`;
}
