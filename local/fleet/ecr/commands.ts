import type { Handler } from '../api/index.ts';
import { batchDeleteImage } from './delete-images.ts';
import { describeImages, listImages } from './describe-images.ts';
import { batchGetImage, listImageReferrers } from './get-images.ts';
import { deleteLifecyclePolicy, getLifecyclePolicy, putLifecyclePolicy } from './lifecycle-commands.ts';
import { getLifecyclePolicyPreview, startLifecyclePolicyPreview } from './lifecycle-preview.ts';
import { createPullThroughCacheRule, describePullThroughCacheRules } from './pull-through.ts';
import { putImage } from './put-image.ts';
import { getRegistryPolicy, putRegistryPolicy } from './registry-policy.ts';
import { createRepository, describeRepositories, listTagsForResource, tagResource } from './repositories.ts';
import { deleteRepositoryPolicy, getRepositoryPolicy, setRepositoryPolicy } from './repository-policy.ts';
import { describeImageScanFindings } from './scans.ts';
import {
  getRegistryScanning,
  putImageScanning,
  putImageTagMutability,
  putRegistryScanning,
} from './settings.ts';
import { updateImageStorageClass } from './storage-class.ts';

/** Commands of ECR that the simulated registry knows. */
export const ECR: Readonly<Record<string, Handler>> = {
  BatchDeleteImage: batchDeleteImage,
  BatchGetImage: batchGetImage,
  CreatePullThroughCacheRule: createPullThroughCacheRule,
  CreateRepository: createRepository,
  DeleteLifecyclePolicy: deleteLifecyclePolicy,
  DeleteRepositoryPolicy: deleteRepositoryPolicy,
  DescribeImageScanFindings: describeImageScanFindings,
  DescribeImages: describeImages,
  DescribePullThroughCacheRules: describePullThroughCacheRules,
  DescribeRepositories: describeRepositories,
  GetLifecyclePolicy: getLifecyclePolicy,
  GetLifecyclePolicyPreview: getLifecyclePolicyPreview,
  GetRegistryPolicy: getRegistryPolicy,
  GetRegistryScanningConfiguration: getRegistryScanning,
  GetRepositoryPolicy: getRepositoryPolicy,
  ListImageReferrers: listImageReferrers,
  ListImages: listImages,
  ListTagsForResource: listTagsForResource,
  PutImage: putImage,
  PutImageScanningConfiguration: putImageScanning,
  PutImageTagMutability: putImageTagMutability,
  PutLifecyclePolicy: putLifecyclePolicy,
  PutRegistryPolicy: putRegistryPolicy,
  PutRegistryScanningConfiguration: putRegistryScanning,
  SetRepositoryPolicy: setRepositoryPolicy,
  StartLifecyclePolicyPreview: startLifecyclePolicyPreview,
  TagResource: tagResource,
  UpdateImageStorageClass: updateImageStorageClass,
};
