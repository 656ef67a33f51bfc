import { putEvent } from '../events.ts';
import type { World } from '../model.ts';
import { artifactMediaType } from './manifest.ts';
import type { ImageModel, RepositoryModel } from './model.ts';

/** `ECR Image Action`: best effort in AWS, and one for each tag. `image-tag` is absent for what has none. */
export function sendImageAction(
  world: World,
  repository: RepositoryModel,
  { digest, content }: ImageModel,
  action: 'PUSH' | 'DELETE',
  tag?: string,
): void {
  send(world, 'ECR Image Action', {
    result: 'SUCCESS',
    'repository-name': repository.name,
    'image-digest': digest,
    'action-type': action,
    ...(tag !== undefined && { 'image-tag': tag }),
    'manifest-media-type': content.mediaType,
    'artifact-media-type': artifactMediaType(content),
  });
}

/** The same action on an image, and on an artifact that goes with one: `ECR Referrer Action`. */
export function sendStorageClass(world: World, repository: RepositoryModel, image: ImageModel): void {
  const { digest, content, status, archivedAt, activatedAt } = image;
  const isArchived = status === 'ARCHIVED';
  const moment = new Date((isArchived ? archivedAt : activatedAt) ?? world.timeline.now()).toISOString();
  send(world, content.subject === undefined ? 'ECR Image Action' : 'ECR Referrer Action', {
    'action-type': 'UPDATE_STORAGE_CLASS',
    'target-storage-class': isArchived ? 'ARCHIVE' : 'STANDARD',
    'image-digest': digest,
    'repository-name': repository.name,
    result: 'SUCCESS',
    'manifest-media-type': content.mediaType,
    'artifact-media-type': artifactMediaType(content),
    [isArchived ? 'last-archived-at' : 'last-activated-at']: moment,
  });
}

function send(
  world: World,
  detailType: 'ECR Image Action' | 'ECR Referrer Action',
  detail: Readonly<Record<string, unknown>>,
): void {
  const source = 'aws.ecr';
  putEvent(world, world.registry.random, { source, 'detail-type': detailType, resources: [], detail });
}
