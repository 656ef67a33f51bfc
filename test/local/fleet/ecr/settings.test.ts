import {
  CreateRepositoryCommand,
  DeleteRepositoryPolicyCommand,
  DescribeRepositoriesCommand,
  GetRegistryScanningConfigurationCommand,
  GetRepositoryPolicyCommand,
  ListTagsForResourceCommand,
  PutImageScanningConfigurationCommand,
  PutImageTagMutabilityCommand,
  PutRegistryScanningConfigurationCommand,
  SetRepositoryPolicyCommand,
  TagResourceCommand,
} from '@aws-sdk/client-ecr';
import { describe, expect, it } from 'vitest';
import { createRegistryStage } from './support.ts';

const web = { repositoryName: 'web' };
const resourceArn = 'arn:aws:ecr:eu-west-1:111122223333:repository/web';
const policyText = JSON.stringify({
  Statement: [{ Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'ecr:BatchGetImage' }],
});

describe('local/fleet/ecr settings', () => {
  it('makes a repository once, and only with a name that ECR takes', async () => {
    const { ecr } = createRegistryStage();
    const make = (repositoryName: string) => ecr.send(new CreateRepositoryCommand({ repositoryName }));

    await make('team/api');

    await expect(make('team/api')).rejects.toMatchObject({ name: 'RepositoryAlreadyExistsException' });
    await expect(make('Team')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('pages through the repositories', async () => {
    const { ecr, fleet } = createRegistryStage();
    fleet.createRepository({ name: 'api' });
    const first = await ecr.send(new DescribeRepositoriesCommand({ maxResults: 1 }));
    const second = await ecr.send(
      new DescribeRepositoriesCommand({ maxResults: 1, nextToken: first.nextToken }),
    );

    expect([first, second].map(({ repositories }) => repositories?.[0]?.repositoryName)).toEqual([
      'web',
      'api',
    ]);
    expect(second.nextToken).toBeUndefined();
  });

  it('changes whether tags may move and whether a push is scanned', async () => {
    const { ecr, fleet } = createRegistryStage();
    await ecr.send(new PutImageTagMutabilityCommand({ ...web, imageTagMutability: 'IMMUTABLE' }));
    const imageScanningConfiguration = { scanOnPush: true };
    await ecr.send(new PutImageScanningConfigurationCommand({ ...web, imageScanningConfiguration }));

    const { repositories } = await ecr.send(new DescribeRepositoriesCommand({}));
    fleet.pushImage('web', { tags: ['1.0'] });

    expect(repositories).toMatchObject([{ imageTagMutability: 'IMMUTABLE', imageScanningConfiguration }]);
    expect(() => fleet.pushImage('web', { tags: ['1.0'] })).toThrow(/tag is immutable/);
  });

  it('takes exclusions only with the settings that are named after them', async () => {
    const { ecr } = createRegistryStage();
    const put = (imageTagMutability: 'MUTABLE' | 'IMMUTABLE_WITH_EXCLUSION', filters: string[]) =>
      ecr.send(
        new PutImageTagMutabilityCommand({
          ...web,
          imageTagMutability,
          imageTagMutabilityExclusionFilters: filters.map((filter) => ({ filterType: 'WILDCARD', filter })),
        }),
      );
    const refused = { name: 'InvalidParameterException' };

    await expect(put('MUTABLE', ['dev-*'])).rejects.toMatchObject(refused);
    await expect(put('IMMUTABLE_WITH_EXCLUSION', [])).rejects.toMatchObject(refused);
    expect(await put('IMMUTABLE_WITH_EXCLUSION', ['dev-*'])).toMatchObject({
      imageTagMutabilityExclusionFilters: [{ filter: 'dev-*' }],
    });
  });

  it('keeps a policy until it is deleted, and says so where there is none', async () => {
    const { ecr } = createRegistryStage();
    const get = () => ecr.send(new GetRepositoryPolicyCommand(web));
    const none = { name: 'RepositoryPolicyNotFoundException' };

    await expect(get()).rejects.toMatchObject(none);
    await ecr.send(new SetRepositoryPolicyCommand({ ...web, policyText }));
    const kept = await get();
    const deleted = await ecr.send(new DeleteRepositoryPolicyCommand(web));

    expect([kept.policyText, deleted.policyText]).toEqual([policyText, policyText]);
    await expect(get()).rejects.toMatchObject(none);
  });

  it.each(['', '{', '{"Statement":[{"Effect":"Perhaps"}]}'])('refuses the policy %j', async (text) => {
    const { ecr } = createRegistryStage();

    const put = ecr.send(new SetRepositoryPolicyCommand({ ...web, policyText: text }));

    await expect(put).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('keeps the tags of a repository by key', async () => {
    const { ecr, fleet } = createRegistryStage();
    fleet.createRepository({ name: 'api', tags: { team: 'a' } });
    const arn = resourceArn.replace('web', 'api');
    const tags = [
      { Key: 'team', Value: 'b' },
      { Key: 'env', Value: 'prod' },
    ];

    await ecr.send(new TagResourceCommand({ resourceArn: arn, tags }));

    expect(await ecr.send(new ListTagsForResourceCommand({ resourceArn: arn }))).toMatchObject({ tags });
    await expect(
      ecr.send(new ListTagsForResourceCommand({ resourceArn: `${resourceArn}-none` })),
    ).rejects.toMatchObject({ name: 'RepositoryNotFoundException' });
  });

  it('scans as its registry is configured, with the frequencies that the kind of scan takes', async () => {
    const { ecr } = createRegistryStage();
    const filters = { repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' as const }] };
    const rules = [{ scanFrequency: 'CONTINUOUS_SCAN' as const, ...filters }];
    const get = () => ecr.send(new GetRegistryScanningConfigurationCommand({}));

    const before = await get();
    await ecr.send(new PutRegistryScanningConfigurationCommand({ scanType: 'ENHANCED', rules }));
    const wrong = ecr.send(new PutRegistryScanningConfigurationCommand({ scanType: 'BASIC', rules }));

    await expect(wrong).rejects.toMatchObject({ name: 'InvalidParameterException' });
    expect(before.scanningConfiguration).toEqual({ scanType: 'BASIC', rules: [] });
    expect(await get()).toMatchObject({
      registryId: '111122223333',
      scanningConfiguration: { scanType: 'ENHANCED', rules },
    });
  });
});
