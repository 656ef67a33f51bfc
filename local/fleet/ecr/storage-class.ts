import {
  ImageStorageClassUpdateNotSupportedException,
  type UpdateImageStorageClassRequest,
  type UpdateImageStorageClassResponse,
} from '@aws-sdk/client-ecr';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { violated } from './errors.ts';
import { sendStorageClass } from './events.ts';
import { activate } from './images.ts';
import { imageOf, names, referrersOf, repositoryOf } from './lookup.ts';
import type { ImageModel, RepositoryModel } from './model.ts';

/** Minutes that a restore takes: AWS promises at most 20. */
const RESTORE_MINUTES = [3, 20] as const;

/** Archive an image, or restore it. Its artifacts go with it. Asking again for what is so already changes nothing. */
export function updateImageStorageClass(
  world: World,
  input: UpdateImageStorageClassRequest,
): UpdateImageStorageClassResponse {
  const repository = repositoryOf(world, input);
  const { targetStorageClass } = input;
  if (targetStorageClass !== 'ARCHIVE' && targetStorageClass !== 'STANDARD')
    throw violated('targetStorageClass', 'Member must satisfy enum value set: [ARCHIVE, STANDARD]');
  const image = imageOf(world, repository, input.imageId);
  const change = targetStorageClass === 'ARCHIVE' ? archive : restore;
  change(world, repository, image);
  for (const artifact of referrersOf(repository, image.digest)) change(world, repository, artifact);
  return { ...names(world, repository), imageId: { imageDigest: image.digest }, imageStatus: image.status };
}

/** From now on it cannot be pulled. Throws ImageStorageClassUpdateNotSupportedException while it is restored. */
export function archive(world: World, repository: RepositoryModel, image: ImageModel): void {
  if (image.status === 'ARCHIVED') return;
  if (image.status === 'ACTIVATING') {
    const message = `The image with digest '${image.digest}' is being restored and cannot be archived.`;
    throw new ImageStorageClassUpdateNotSupportedException(refusal(message));
  }
  image.status = 'ARCHIVED';
  image.archivedAt = world.timeline.now();
  sendStorageClass(world, repository, image);
}

/** It can be pulled again after some minutes, not at once. */
function restore(world: World, repository: RepositoryModel, image: ImageModel): void {
  if (image.status !== 'ARCHIVED') return;
  image.status = 'ACTIVATING';
  const minutes = world.registry.random.between(...RESTORE_MINUTES);
  world.timeline.at(world.timeline.now() + Math.round(minutes * 60_000), () => {
    if (image.status !== 'ACTIVATING' || repository.images.get(image.digest) !== image) return;
    activate(image, world.timeline.now());
    sendStorageClass(world, repository, image);
  });
}
