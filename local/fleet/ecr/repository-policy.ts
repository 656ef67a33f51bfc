import {
  type DeleteRepositoryPolicyRequest,
  type GetRepositoryPolicyRequest,
  type GetRepositoryPolicyResponse,
  RepositoryPolicyNotFoundException,
  type SetRepositoryPolicyRequest,
} from '@aws-sdk/client-ecr';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { statementsOf } from './access.ts';
import { forRepository, invalid } from './errors.ts';
import { names, type RepositoryInput, repositoryOf } from './lookup.ts';
import type { RepositoryModel } from './model.ts';

/** What all three answer. */
type PolicyAnswer = Required<GetRepositoryPolicyResponse>;

export function getRepositoryPolicy(world: World, input: GetRepositoryPolicyRequest): PolicyAnswer {
  const { repository, policyText } = policyOf(world, input);
  return { ...names(world, repository), policyText };
}

export function setRepositoryPolicy(world: World, input: SetRepositoryPolicyRequest): PolicyAnswer {
  const repository = repositoryOf(world, input);
  const { policyText = '' } = input;
  checkPolicy(policyText);
  repository.policy = policyText;
  return { ...names(world, repository), policyText };
}

/** Gives the policy that was there. */
export function deleteRepositoryPolicy(world: World, input: DeleteRepositoryPolicyRequest): PolicyAnswer {
  const { repository, policyText } = policyOf(world, input);
  repository.policy = undefined;
  return { ...names(world, repository), policyText };
}

function policyOf(world: World, input: RepositoryInput): { repository: RepositoryModel; policyText: string } {
  const repository = repositoryOf(world, input);
  if (repository.policy !== undefined) return { repository, policyText: repository.policy };
  const message = `Repository policy does not exist ${forRepository(repository.name, world.account)}`;
  throw new RepositoryPolicyNotFoundException(refusal(message));
}

function checkPolicy(text: string): void {
  try {
    if (statementsOf(text).every(({ Effect }) => Effect === 'Allow' || Effect === 'Deny')) return;
  } catch {
    // Text that is no JSON is answered as a policy that makes no sense is.
  }
  throw invalid(
    "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'",
  );
}
