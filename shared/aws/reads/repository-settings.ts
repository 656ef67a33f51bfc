import {
  DescribeRepositoriesCommand,
  type ECRClient,
  GetRegistryPolicyCommand,
  GetRegistryScanningConfigurationCommand,
  GetRepositoryPolicyCommand,
  type RegistryScanningRule,
  type Repository,
} from '@aws-sdk/client-ecr';
import {
  mutabilityText,
  type RegistryScanning,
  type RepositorySettings,
} from '../../domain/repository-settings.ts';
import { need, type Reading, read } from '../read.ts';
import { readUnless } from './read-unless.ts';

const READING: Reading = { action: 'ecr:DescribeRepositories', what: 'the settings of the repositories' };
/** The most that one page takes. */
const PER_PAGE = 1000;

/** What every repository of the registry is set to, all pages, or that one if it is there. Throws ReadError. */
export async function readRepositorySettings(
  ecr: ECRClient,
  only?: string,
): Promise<readonly RepositorySettings[]> {
  if (only !== undefined) return [(await readOneRepository(ecr, only)) ?? []].flat();
  const found: RepositorySettings[] = [];
  let nextToken: string | undefined;
  do {
    const page = await read(READING, () =>
      ecr.send(new DescribeRepositoriesCommand({ maxResults: PER_PAGE, nextToken })),
    );
    found.push(...need(page.repositories, 'repositories', READING).map(settingsOf));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found;
}

/** One repository's settings; undefined when it is gone. */
export async function readOneRepository(
  ecr: ECRClient,
  repositoryName: string,
): Promise<RepositorySettings | undefined> {
  const page = await readUnless(READING, ['RepositoryNotFoundException'], () =>
    ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] })),
  );
  return page?.repositories?.map(settingsOf)[0];
}

function settingsOf(repository: Repository): RepositorySettings {
  const { imageTagMutability, imageTagMutabilityExclusionFilters = [] } = repository;
  const exclusions = imageTagMutabilityExclusionFilters.map(({ filter = '' }) => filter);
  const uri = need(repository.repositoryUri, 'repositoryUri', READING);
  return {
    arn: need(repository.repositoryArn, 'repositoryArn', READING),
    name: need(repository.repositoryName, 'repositoryName', READING),
    registry: uri.slice(0, uri.indexOf('/')),
    scanOnPush: repository.imageScanningConfiguration?.scanOnPush ?? false,
    tagMutability: mutabilityText(need(imageTagMutability, 'imageTagMutability', READING), exclusions),
    // Repositories from before there was a choice come without it.
    encryption: repository.encryptionConfiguration?.encryptionType ?? 'AES256',
  };
}

/** What the registry scans by itself. Throws ReadError. */
export async function readRegistryScanning(ecr: ECRClient): Promise<RegistryScanning> {
  const reading = { action: 'ecr:GetRegistryScanningConfiguration', what: 'what the registry scans' };
  const answer = await read(reading, () => ecr.send(new GetRegistryScanningConfigurationCommand({})));
  const { scanType, rules = [] } = need(answer.scanningConfiguration, 'scanningConfiguration', reading);
  return { type: need(scanType, 'scanType', reading), rules: rules.map(ruleOf) };
}

function ruleOf({ scanFrequency = 'MANUAL', repositoryFilters = [] }: RegistryScanningRule) {
  return { frequency: scanFrequency, filters: repositoryFilters.map(({ filter = '' }) => filter) };
}

/** Empty when the registry has no policy. Throws ReadError. */
export async function readRegistryPolicy(ecr: ECRClient): Promise<string> {
  const reading = { action: 'ecr:GetRegistryPolicy', what: 'the policy of the registry' };
  const answer = await readUnless(reading, ['RegistryPolicyNotFoundException'], () =>
    ecr.send(new GetRegistryPolicyCommand({})),
  );
  return answer === undefined ? '' : need(answer.policyText, 'policyText', reading);
}

/** Empty when the repository has no policy or is gone. Throws ReadError. */
export async function readRepositoryPolicy(ecr: ECRClient, repositoryName: string): Promise<string> {
  const reading = { action: 'ecr:GetRepositoryPolicy', what: `the policy of ${repositoryName}` };
  const answer = await readUnless(
    reading,
    ['RepositoryPolicyNotFoundException', 'RepositoryNotFoundException'],
    () => ecr.send(new GetRepositoryPolicyCommand({ repositoryName })),
  );
  return answer === undefined ? '' : need(answer.policyText, 'policyText', reading);
}
