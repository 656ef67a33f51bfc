import type { ImageDetail, Repository } from '@aws-sdk/client-ecr-public';
import type { Handler } from '../api/index.ts';
import { batchDeleteImage } from '../ecr/delete-images.ts';
import { describeImages } from '../ecr/describe-images.ts';
import { describeRepositories, listTagsForResource, tagResource } from '../ecr/repositories.ts';
import type { World } from '../model.ts';
import { publicSide } from './registry.ts';

/** Commands of ECR Public that a sweep sends, answered as those of ECR but for what ECR Public does not tell. */
export const ECR_PUBLIC: Readonly<Record<string, Handler>> = {
  BatchDeleteImage: (world, input) => batchDeleteImage(publicSide(world), input),
  DescribeImages: (world, input) => describePublicImages(world, input),
  DescribeRepositories: (world, input) => describePublicRepositories(world, input),
  ListTagsForResource: (world, input) => listTagsForResource(publicSide(world), input),
  TagResource: (world, input) => tagResource(publicSide(world), input),
};

/** No status, pulls, scans or subjects. https://docs.aws.amazon.com/AmazonECRPublic/latest/APIReference/API_ImageDetail.html */
function describePublicImages(world: World, input: Parameters<typeof describeImages>[1]): object {
  const { imageDetails = [], ...page } = describeImages(publicSide(world), input);
  const told = imageDetails.map(
    (detail): ImageDetail => ({
      registryId: detail.registryId,
      repositoryName: detail.repositoryName,
      imageDigest: detail.imageDigest,
      imageTags: detail.imageTags,
      imageSizeInBytes: detail.imageSizeInBytes,
      imagePushedAt: detail.imagePushedAt,
      imageManifestMediaType: detail.imageManifestMediaType,
      artifactMediaType: detail.artifactMediaType,
    }),
  );
  return { imageDetails: told, ...page };
}

function describePublicRepositories(world: World, input: Parameters<typeof describeRepositories>[1]): object {
  const { repositories = [], ...page } = describeRepositories(publicSide(world), input);
  const told = repositories.map(
    ({ repositoryArn, registryId, repositoryName, repositoryUri, createdAt }): Repository => ({
      ...{ repositoryArn, registryId, repositoryName, repositoryUri, createdAt },
    }),
  );
  return { repositories: told, ...page };
}
