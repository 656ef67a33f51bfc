import type {
  DescribeImagesRequest,
  DescribeImagesResponse,
  ImageDetail,
  ListImagesRequest,
  ListImagesResponse,
} from '@aws-sdk/client-ecr';
import type { World } from '../model.ts';
import { invalid } from './errors.ts';
import { checkBatch } from './get-images.ts';
import { pageOfImages } from './image-pages.ts';
import { identifiers, imageOf, names, repositoryOf } from './lookup.ts';
import { artifactMediaType } from './manifest.ts';
import type { ImageModel, RepositoryModel } from './model.ts';
import { scanSummary } from './scans.ts';

/** By identifier whatever its status; else a page of those that are ACTIVE, unless the filter wants others. */
export function describeImages(world: World, input: DescribeImagesRequest): DescribeImagesResponse {
  const repository = repositoryOf(world, input);
  const detail = (image: ImageModel) => describeImage(world, repository, image);
  if (input.imageIds === undefined) {
    const { images, ...next } = pageOfImages(repository, input);
    return { imageDetails: images.map(detail), ...next };
  }
  if (input.maxResults !== undefined || input.nextToken !== undefined)
    throw invalid('Paging parameters cannot be used together with imageIds.');
  checkBatch(input.imageIds);
  const found = new Set(input.imageIds.map((id) => imageOf(world, repository, id)));
  return { imageDetails: [...found].map(detail) };
}

/** One entry for each tag, and one for an image without any. */
export function listImages(world: World, input: ListImagesRequest): ListImagesResponse {
  const { images, ...next } = pageOfImages(repositoryOf(world, input), input);
  return { imageIds: images.flatMap(identifiers), ...next };
}

function describeImage(world: World, repository: RepositoryModel, image: ImageModel): ImageDetail {
  const { digest, content, tags, pushedAt, status } = image;
  const artifact = artifactMediaType(content);
  return {
    ...names(world, repository),
    imageDigest: digest,
    ...(tags.length > 0 && { imageTags: [...tags] }),
    imageSizeInBytes: content.bytes,
    imagePushedAt: new Date(pushedAt),
    imageManifestMediaType: content.mediaType,
    ...(artifact !== undefined && { artifactMediaType: artifact }),
    ...(content.subject !== undefined && { subjectManifestDigest: content.subject }),
    imageStatus: status,
    ...moments(image),
    ...scanSummary(image),
  };
}

function moments({ pulledAt, archivedAt, activatedAt }: ImageModel): ImageDetail {
  return {
    ...(pulledAt !== undefined && { lastRecordedPullTime: new Date(pulledAt) }),
    ...(archivedAt !== undefined && { lastArchivedAt: new Date(archivedAt) }),
    ...(activatedAt !== undefined && { lastActivatedAt: new Date(activatedAt) }),
  };
}
