import { partitionOf } from '../../domain/arn.ts';
import type { RegistryTarget } from '../../domain/target.ts';

/** The group of the marks that the summary of a day is made of. */
export const SUMMARY = 'summary';

/** Whose registry it is: a signal, or another incident's target. */
export interface Home {
  readonly account: string;
  readonly region: string;
}

/** Stands for an id where a scan tells only how many there are. */
export const ALL = 'vulnerabilities';

/** One vulnerability in the images of a family, which is named by a pattern, or by nothing when no route names it. */
export function vulnerabilityTarget(home: Home, family: string | undefined, id: string): RegistryTarget {
  const repository = family === undefined ? {} : { repository: family };
  return { kind: 'vulnerability', ...placeOf(home), name: id, ...repository };
}

/** All images of a repository. */
export function familyTarget(home: Home, repository: string): RegistryTarget {
  return { kind: 'repository', ...placeOf(home), name: repository, repository };
}

export function registryTarget(home: Home): RegistryTarget {
  return { kind: 'registry', ...placeOf(home), name: 'registry' };
}

/** These events carry no ARN of the registry. */
function placeOf({ account, region }: Home) {
  return { account, region, partition: partitionOf(region) };
}

/** The id of the mark of an image that a scan told of. What came back says why, so that it is news. */
export function markId(repository: string, digest: string, again = ''): string {
  return `${repository}@${digest}${again && ` ${again}`}`;
}

/** Repository and digest of the image that a mark is of. */
export function imageOf(id: string): { readonly repository: string; readonly digest: string } {
  const [image = ''] = id.split(' ');
  const [repository = '', digest = ''] = image.split('@');
  return { repository, digest };
}
