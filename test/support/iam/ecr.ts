import type { IamRequest } from './policy.ts';
import { type Account, tagContext } from './requests.ts';

interface OnRepository {
  readonly repositoryName?: string;
}

/** A call on one repository, whose tags a condition may look at. */
export function onRepository(action: string) {
  return ({ repositoryName = '' }: OnRepository, account: Account): readonly IamRequest[] => [
    {
      action,
      resource: repositoryArn(account, repositoryName),
      context: tagContext(account.repositoryTags(repositoryName)),
    },
  ];
}

/** A call that names no repository is about all of them. */
export function describeRepositories(
  { repositoryNames = ['*'] }: { readonly repositoryNames?: readonly string[] },
  account: Account,
): readonly IamRequest[] {
  return repositoryNames.map((name) => ({
    action: 'ecr:DescribeRepositories',
    resource: repositoryArn(account, name),
  }));
}

/** The same in ECR Public, whose ARNs name no Region. */
export function onPublicRepository(action: string) {
  return ({ repositoryName = '' }: OnRepository, account: Account): readonly IamRequest[] => [
    {
      action,
      resource: publicArn(account, repositoryName),
      context: tagContext(account.publicRepositoryTags(repositoryName)),
    },
  ];
}

/** A call that names no repository is about all of them. */
export function describePublicRepositories(_input: object, account: Account): readonly IamRequest[] {
  return [{ action: 'ecr-public:DescribeRepositories', resource: publicArn(account, '*') }];
}

function publicArn({ account }: Account, name: string): string {
  return `arn:aws:ecr-public::${account}:repository/${name}`;
}

function repositoryArn({ account, region }: Account, name: string): string {
  return `arn:aws:ecr:${region}:${account}:repository/${name}`;
}
