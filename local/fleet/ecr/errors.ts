import {
  ImageNotFoundException,
  InvalidParameterException,
  RepositoryNotFoundException,
} from '@aws-sdk/client-ecr';
import { refusal } from '../errors.ts';

/** ECR's answer to input that breaks a rule. */
export function invalid(message: string): InvalidParameterException {
  return new InvalidParameterException(refusal(message));
}

/** The same in the words of the API's own validation. */
export function violated(parameter: string, constraint: string): InvalidParameterException {
  return invalid(`Invalid parameter at '${parameter}' failed to satisfy constraint: '${constraint}'`);
}

export function noRepository(name: string, registryId: string): RepositoryNotFoundException {
  return new RepositoryNotFoundException(
    refusal(`The repository with name '${name}' does not exist in the registry with id '${registryId}'`),
  );
}

export function noImage(
  id: { readonly imageDigest?: string | undefined; readonly imageTag?: string | undefined },
  repository: string,
  registryId: string,
): ImageNotFoundException {
  const { imageDigest = 'null', imageTag = 'null' } = id;
  const image = `{imageDigest:'${imageDigest}', imageTag:'${imageTag}'}`;
  return new ImageNotFoundException(
    refusal(`The image with imageId ${image} does not exist within ${where(repository, registryId)}`),
  );
}

/** How ECR's messages name a repository, in two ways. */
export function forRepository(name: string, registryId: string): string {
  return `for ${where(name, registryId)}`;
}

export function where(repository: string, registryId: string): string {
  return `the repository with name '${repository}' in the registry with id '${registryId}'`;
}
