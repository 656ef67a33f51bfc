import { type ECRClient, type ImageTagMutability, PutImageTagMutabilityCommand } from '@aws-sdk/client-ecr';
import { readOneRepository } from '../aws/reads/repository-settings.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { SetTagMutability, SettingChange } from '../domain/settings-action.ts';
import { changeSettings } from './change-settings.ts';

/** Says of each repository whether its tags may move, if that still is as it was seen. */
export function setTagMutability(ecr: ECRClient, action: SetTagMutability): Promise<ActionResult> {
  return changeSettings(action, {
    permission: 'ecr:PutImageTagMutability',
    done: 'set the tags of',
    noun: 'repository',
    current: async ({ repository = '' }) => (await readOneRepository(ecr, repository))?.tagMutability,
    write: async (change) => {
      await ecr.send(new PutImageTagMutabilityCommand(inputOf(action.registryId, change)));
    },
  });
}

function inputOf(registryId: string, { repository, to }: SettingChange) {
  const [mutability, ...filters] = to.split(' ');
  return {
    registryId,
    repositoryName: repository,
    imageTagMutability: mutability as ImageTagMutability,
    ...(filters.length > 0 && {
      imageTagMutabilityExclusionFilters: filters.map((filter) => ({
        filter,
        filterType: 'WILDCARD' as const,
      })),
    }),
  };
}
