import {
  type ECRClient,
  PutLifecyclePolicyCommand,
  StartLifecyclePolicyPreviewCommand,
} from '@aws-sdk/client-ecr';
import { hasName } from '../aws/failures.ts';
import { readLifecyclePolicy } from '../aws/reads/lifecycle.ts';
import { readOneRepository } from '../aws/reads/repository-settings.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { PreviewLifecyclePolicy, PutLifecyclePolicy, SettingChange } from '../domain/settings-action.ts';
import { changeSettings } from './change-settings.ts';

/**
 * Starts the preview of a policy for each repository; ECR works it out within minutes. One that is under way is left
 * to end: whoever reads the result sees by its text whether it is this one.
 */
export function previewLifecyclePolicy(
  ecr: ECRClient,
  action: PreviewLifecyclePolicy,
): Promise<ActionResult> {
  return changeSettings(action, {
    permission: 'ecr:StartLifecyclePolicyPreview',
    done: 'preview the policy of',
    noun: 'repository',
    current: (change) => policyOf(ecr, change),
    write: ({ repository, to }) => start(ecr, { repositoryName: repository, lifecyclePolicyText: to }),
  });
}

async function start(
  ecr: ECRClient,
  input: { readonly repositoryName: string | undefined; readonly lifecyclePolicyText: string },
): Promise<void> {
  try {
    await ecr.send(new StartLifecyclePolicyPreviewCommand(input));
  } catch (error) {
    if (!hasName(error, 'LifecyclePolicyPreviewInProgressException')) throw error;
  }
}

/** Puts a policy in each repository, if the one that is there still is the one that was seen. */
export function putLifecyclePolicy(ecr: ECRClient, action: PutLifecyclePolicy): Promise<ActionResult> {
  const { registryId } = action;
  return changeSettings(action, {
    permission: 'ecr:PutLifecyclePolicy',
    done: 'put the policy of',
    noun: 'repository',
    current: (change) => policyOf(ecr, change),
    write: async ({ repository, to }) => {
      const input = { registryId, repositoryName: repository, lifecyclePolicyText: to };
      await ecr.send(new PutLifecyclePolicyCommand(input));
    },
  });
}

/** No policy and no repository are told apart by the repository. */
async function policyOf(ecr: ECRClient, { repository = '' }: SettingChange): Promise<string | undefined> {
  const policy = await readLifecyclePolicy(ecr, repository);
  if (policy !== '') return policy;
  return (await readOneRepository(ecr, repository)) === undefined ? undefined : '';
}
