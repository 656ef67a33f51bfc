import {
  type GetLifecyclePolicyPreviewRequest,
  type GetLifecyclePolicyPreviewResponse,
  LifecyclePolicyPreviewInProgressException,
  LifecyclePolicyPreviewNotFoundException,
  type LifecyclePolicyPreviewResult,
  type LifecyclePolicyPreviewSummary,
  type StartLifecyclePolicyPreviewRequest,
  type StartLifecyclePolicyPreviewResponse,
} from '@aws-sdk/client-ecr';
import { pageOf } from '../api/paging.ts';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { forRepository, invalid } from './errors.ts';
import { evaluateLifecycle, type LifecycleEffect } from './lifecycle.ts';
import { lifecycleOf } from './lifecycle-commands.ts';
import { parseLifecyclePolicy } from './lifecycle-policy.ts';
import { names, repositoryOf } from './lookup.ts';
import type { LifecyclePreview, RepositoryModel } from './model.ts';

/** How long a preview takes, in milliseconds. */
const PREVIEW_TIME = 10_000;

/** Of the policy that is given, else of the repository's own. Another has to wait until it is complete. */
export function startLifecyclePolicyPreview(
  world: World,
  input: StartLifecyclePolicyPreviewRequest,
): StartLifecyclePolicyPreviewResponse {
  const repository = repositoryOf(world, input);
  const text = input.lifecyclePolicyText ?? lifecycleOf(world, repository).text;
  parseLifecyclePolicy(text);
  const now = world.timeline.now();
  if (repository.preview !== undefined && now < repository.preview.readyAt)
    throw inProgress(world, repository);
  repository.preview = { text, readyAt: now + PREVIEW_TIME };
  return { ...names(world, repository), lifecyclePolicyText: text, status: 'IN_PROGRESS' };
}

/** Shows what the policy would do as things stood when the preview was complete and first asked for. */
export function getLifecyclePolicyPreview(
  world: World,
  input: GetLifecyclePolicyPreviewRequest,
): GetLifecyclePolicyPreviewResponse {
  const repository = repositoryOf(world, input);
  const { preview } = repository;
  if (preview === undefined) throw noPreview(world, repository);
  const answer = { ...names(world, repository), lifecyclePolicyText: preview.text };
  const now = world.timeline.now();
  if (now < preview.readyAt) return { ...answer, status: 'IN_PROGRESS' };
  preview.results ??= resultsOf(repository, preview, now);
  const wanted = preview.results.filter((result) => isWanted(result, input));
  const bad = () => invalid('Invalid token.');
  const { items, ...next } = pageOf(wanted, input.nextToken, input.maxResults ?? 100, bad);
  return {
    ...answer,
    status: 'COMPLETE',
    previewResults: items,
    summary: summaryOf(preview.results),
    ...next,
  };
}

function resultsOf(
  repository: RepositoryModel,
  { text }: LifecyclePreview,
  now: number,
): LifecyclePolicyPreviewResult[] {
  return evaluateLifecycle(repository, parseLifecyclePolicy(text), now).map(describe);
}

function describe({ image, rule }: LifecycleEffect): LifecyclePolicyPreviewResult {
  const { type } = rule.action;
  return {
    imageTags: [...image.tags],
    imageDigest: image.digest,
    imagePushedAt: new Date(image.pushedAt),
    action: type === 'expire' ? { type: 'EXPIRE' } : { type: 'TRANSITION', targetStorageClass: 'ARCHIVE' },
    appliedRulePriority: rule.rulePriority,
    storageClass: image.status === 'ARCHIVED' ? 'ARCHIVE' : 'STANDARD',
  };
}

function isWanted(
  { imageDigest, imageTags = [] }: LifecyclePolicyPreviewResult,
  { imageIds, filter }: GetLifecyclePolicyPreviewRequest,
): boolean {
  const { tagStatus = 'ANY' } = filter ?? {};
  const named = imageIds?.some(
    (id) => id.imageDigest === imageDigest || imageTags.includes(id.imageTag ?? ''),
  );
  const tagged = imageTags.length > 0 ? 'TAGGED' : 'UNTAGGED';
  return named !== false && (tagStatus === 'ANY' || tagStatus === tagged);
}

/** Of all results. What transitions is counted only where something does. */
function summaryOf(results: readonly LifecyclePolicyPreviewResult[]): LifecyclePolicyPreviewSummary {
  const expiring = results.filter(({ action }) => action?.type === 'EXPIRE').length;
  const imageTotalCount = results.length - expiring;
  return {
    expiringImageTotalCount: expiring,
    ...(imageTotalCount > 0 && {
      transitioningImageTotalCounts: [{ targetStorageClass: 'ARCHIVE', imageTotalCount }],
    }),
  };
}

function inProgress(world: World, { name }: RepositoryModel): LifecyclePolicyPreviewInProgressException {
  const message = `Lifecycle policy preview is in progress ${forRepository(name, world.account)}`;
  return new LifecyclePolicyPreviewInProgressException(refusal(message));
}

function noPreview(world: World, { name }: RepositoryModel): LifecyclePolicyPreviewNotFoundException {
  const message = `Lifecycle policy preview does not exist ${forRepository(name, world.account)}`;
  return new LifecyclePolicyPreviewNotFoundException(refusal(message));
}
