import { causeOf } from '../../shared/causes/index.ts';
import type { Image, RegistryReads } from '../../shared/domain/image.ts';
import type { TaskState } from '../../shared/domain/signal.ts';

/** Of the right form, and no image's: where the event tells no digest. */
const MADE_UP_DIGEST = `sha256:${'0'.repeat(64)}`;

/** The image that a task could not pull, when the event says that it is archived; nothing else is known. */
export function registryFromEvent(task: TaskState | undefined): Pick<RegistryReads, 'image'> {
  const isArchived = task !== undefined && causeOf(task)?.code === 'image-archived';
  return {
    image: async (_repository, { digest = MADE_UP_DIGEST, tag }) =>
      isArchived ? archivedImage(digest, tag, task.stoppedAt) : undefined,
  };
}

function archivedImage(digest: string, tag: string | undefined, archivedAt = ''): Image {
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const tags = tag === undefined ? [] : [tag];
  return { digest, tags, bytes: 0, pushedAt: archivedAt, mediaType, status: 'ARCHIVED', archivedAt };
}
