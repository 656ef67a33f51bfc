import {
  type DeleteLifecyclePolicyResponse,
  type GetLifecyclePolicyResponse,
  LifecyclePolicyNotFoundException,
  type PutLifecyclePolicyRequest,
  type PutLifecyclePolicyResponse,
} from '@aws-sdk/client-ecr';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { deleteImage } from './delete-images.ts';
import { forRepository } from './errors.ts';
import { evaluateLifecycle } from './lifecycle.ts';
import { parseLifecyclePolicy } from './lifecycle-policy.ts';
import { names, type RepositoryInput, referrersOf, repositoryOf } from './lookup.ts';
import type { RepositoryModel } from './model.ts';
import { archive } from './storage-class.ts';

export function putLifecyclePolicy(
  world: World,
  input: PutLifecyclePolicyRequest,
): PutLifecyclePolicyResponse {
  const repository = repositoryOf(world, input);
  const { lifecyclePolicyText: text = '' } = input;
  parseLifecyclePolicy(text);
  repository.lifecycle = { text };
  return { ...names(world, repository), lifecyclePolicyText: text };
}

export function getLifecyclePolicy(world: World, input: RepositoryInput): GetLifecyclePolicyResponse {
  return describe(world, repositoryOf(world, input));
}

/** Gives the policy that was there. */
export function deleteLifecyclePolicy(world: World, input: RepositoryInput): DeleteLifecyclePolicyResponse {
  const repository = repositoryOf(world, input);
  const answer = describe(world, repository);
  repository.lifecycle = undefined;
  return answer;
}

/** What ECR does within 24 hours: expire and archive what the repository's policy says, each with its artifacts. */
export function applyLifecyclePolicy(world: World, repositoryName: string): void {
  const repository = repositoryOf(world, { repositoryName });
  const lifecycle = lifecycleOf(world, repository);
  const now = world.timeline.now();
  for (const { image, rule } of evaluateLifecycle(repository, parseLifecyclePolicy(lifecycle.text), now)) {
    const change = rule.action.type === 'expire' ? deleteImage : archive;
    for (const part of [image, ...referrersOf(repository, image.digest)]) change(world, repository, part);
  }
  lifecycle.evaluatedAt = now;
}

/** Throws LifecyclePolicyNotFoundException. */
export function lifecycleOf(
  world: World,
  { name, lifecycle }: RepositoryModel,
): NonNullable<typeof lifecycle> {
  if (lifecycle !== undefined) return lifecycle;
  const message = `Lifecycle policy does not exist ${forRepository(name, world.account)}`;
  throw new LifecyclePolicyNotFoundException(refusal(message));
}

function describe(world: World, repository: RepositoryModel): GetLifecyclePolicyResponse {
  const { text, evaluatedAt } = lifecycleOf(world, repository);
  return {
    ...names(world, repository),
    lifecyclePolicyText: text,
    ...(evaluatedAt !== undefined && { lastEvaluatedAt: new Date(evaluatedAt) }),
  };
}
