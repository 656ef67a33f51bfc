import type { RegistryTarget } from '../../domain/incident.ts';

/** The group of the marks that the summary of a day is made of. */
export const SUMMARY = 'summary';

/** Whose registry it is: a signal, or another incident's target. */
export interface Home {
  readonly account: string;
  readonly region: string;
}

/** One vulnerability in the images of one repository: its image family. */
export function vulnerabilityTarget(home: Home, repository: string, id: string): RegistryTarget {
  return { kind: 'vulnerability', ...placeOf(home), name: id, repository };
}

/** All images of a repository. */
export function familyTarget(home: Home, repository: string): RegistryTarget {
  return { kind: 'repository', ...placeOf(home), name: repository, repository };
}

export function registryTarget(home: Home): RegistryTarget {
  return { kind: 'registry', ...placeOf(home), name: 'registry' };
}

/** These events carry no ARN of the registry. https://docs.aws.amazon.com/general/latest/gr/aws-arns-and-namespaces.html */
function placeOf({ account, region }: Home) {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return { account, region, partition };
}
