import {
  type CreateRepositoryRequest,
  type CreateRepositoryResponse,
  type DescribeRepositoriesRequest,
  type DescribeRepositoriesResponse,
  type ListTagsForResourceRequest,
  type ListTagsForResourceResponse,
  type Repository,
  RepositoryAlreadyExistsException,
  type TagResourceRequest,
} from '@aws-sdk/client-ecr';
import { pageOf } from '../api/paging.ts';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { invalid, noRepository, violated } from './errors.ts';
import { names, repositoryOf } from './lookup.ts';
import type { RepositoryModel } from './model.ts';
import { checkMutability } from './tags.ts';

const NAME = /^(?=.{2,256}$)(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

export function createRepository(world: World, input: CreateRepositoryRequest): CreateRepositoryResponse {
  const { repositoryName: name = '' } = input;
  if (!NAME.test(name)) throw violated('repositoryName', `must satisfy regular expression '${NAME.source}'`);
  checkMutability(input.imageTagMutability, input.imageTagMutabilityExclusionFilters);
  if (world.registry.repositories.has(name)) throw alreadyThere(world, name);
  const repository = newRepository(world, name, input);
  world.registry.repositories.set(name, repository);
  return { repository: describeRepository(world, repository) };
}

export function describeRepositories(
  world: World,
  input: DescribeRepositoriesRequest,
): DescribeRepositoriesResponse {
  const { registryId = world.account, repositoryNames, maxResults = 100, nextToken } = input;
  if (registryId !== world.account) return { repositories: [] };
  if (maxResults < 1 || maxResults > 1_000) throw violated('maxResults', 'must be between 1 and 1000');
  const wanted = repositoryNames?.map((repositoryName) => repositoryOf(world, { repositoryName }));
  const all = wanted ?? [...world.registry.repositories.values()];
  const { items, ...next } = pageOf(all, nextToken, wanted?.length || maxResults, () =>
    invalid('Invalid token.'),
  );
  return { repositories: items.map((repository) => describeRepository(world, repository)), ...next };
}

function describeRepository(world: World, repository: RepositoryModel): Repository {
  const { name, arn, createdAt, mutability, exclusions, scanOnPush, encryption } = repository;
  return {
    repositoryArn: arn,
    ...names(world, repository),
    repositoryUri: `${world.registry.host}/${name}`,
    createdAt: new Date(createdAt),
    imageTagMutability: mutability,
    ...(exclusions.length > 0 && { imageTagMutabilityExclusionFilters: exclusions }),
    imageScanningConfiguration: { scanOnPush },
    encryptionConfiguration: encryption,
  };
}

export function listTagsForResource(
  world: World,
  { resourceArn }: ListTagsForResourceRequest,
): ListTagsForResourceResponse {
  return { tags: [...byArn(world, resourceArn).resourceTags.values()] };
}

export function tagResource(world: World, { resourceArn, tags = [] }: TagResourceRequest): object {
  const repository = byArn(world, resourceArn);
  for (const tag of tags) repository.resourceTags.set(tag.Key ?? '', tag);
  return {};
}

function newRepository(world: World, name: string, input: CreateRepositoryRequest): RepositoryModel {
  return {
    name,
    arn: world.arns.repository(name),
    createdAt: world.timeline.now(),
    encryption: input.encryptionConfiguration ?? { encryptionType: 'AES256' },
    images: new Map(),
    byTag: new Map(),
    parents: new Map(),
    artifacts: new Map(),
    chosen: new Map(),
    resourceTags: new Map((input.tags ?? []).map((tag) => [tag.Key ?? '', tag])),
    mutability: input.imageTagMutability ?? 'MUTABLE',
    exclusions: [...(input.imageTagMutabilityExclusionFilters ?? [])],
    scanOnPush: input.imageScanningConfiguration?.scanOnPush ?? false,
    pushes: 0,
  };
}

function byArn(world: World, arn = ''): RepositoryModel {
  const name = arn.slice(arn.indexOf(':repository/') + ':repository/'.length);
  const repository = world.registry.repositories.get(name);
  if (repository?.arn !== arn) throw noRepository(name, world.account);
  return repository;
}

function alreadyThere(world: World, name: string): RepositoryAlreadyExistsException {
  const registry = `the registry with id '${world.account}'`;
  return new RepositoryAlreadyExistsException(
    refusal(`The repository with name '${name}' already exists in ${registry}`),
  );
}
