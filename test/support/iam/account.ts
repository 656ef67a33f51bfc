import type { Fleet } from '../../../local/fleet/index.ts';
import { ACCOUNT, REGION } from '../../../local/world.ts';
import { type Account, lastPart } from './requests.ts';

/** What IAM would look up, out of the simulated fleet as it stands: no call of ours, so no fault of its strikes it. */
export function accountOf(fleet: Fleet): Account {
  const { services, definitions, repositories, publicRepositories } = fleet.snapshot();
  return {
    account: ACCOUNT,
    region: REGION,
    serviceTags: (clusterArn, name) =>
      services.find((one) => one.cluster === lastPart(clusterArn) && one.name === name)?.tags ?? {},
    repositoryTags: (wanted) => repositories.find(({ name }) => name === wanted)?.tags ?? {},
    publicRepositoryTags: (wanted) => publicRepositories.find(({ name }) => name === wanted)?.tags ?? {},
    definition: (reference) =>
      definitions.find(({ arn }) => lastPart(arn) === lastPart(reference)) ?? {
        arn: '',
        tags: {},
        roles: [],
      },
  };
}
