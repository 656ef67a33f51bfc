import {
  DescribeRepositoriesCommand,
  GetLifecyclePolicyCommand,
  GetRegistryScanningConfigurationCommand,
  PutImageTagMutabilityCommand,
  PutLifecyclePolicyCommand,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr';
import { describe, expect, it } from 'vitest';
import type { Deps } from '../../shared/deps.ts';
import { ReadError } from '../../shared/domain/errors.ts';
import {
  headlines,
  minutes,
  ONCALL,
  outcomes,
  registerRevision,
  threadLines,
  writes,
} from '../support/fleet.ts';
import { created, openRegistry } from '../support/settings.ts';

const IMMUTABLE = { rules: [{ repositories: '*', scan: 'on-push', tags: 'immutable' }] };
const UNTAGGED = {
  selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 14 },
  action: 'expire',
};
const DAY = 24 * 60;

/** What was written to the registry. */
const written = (world: Parameters<typeof writes>[0]) =>
  writes(world).filter((command) => /^(Put|Start|Set|Delete)/.test(command));

describe('enforce-repository-settings', () => {
  it('by default tells in one message what differs, and again only after a week', async () => {
    const world = await openRegistry('act');
    for (const name of ['web', 'api', 'jobs']) world.fleet.createRepository({ name });
    world.fleet.createRepository({ name: 'done', immutability: 'IMMUTABLE', scanOnPush: true });

    world.tick('enforce-repository-settings');
    await minutes(world, 5);
    world.tick('enforce-repository-settings');
    await minutes(world, 5);

    expect(headlines(world)).toEqual([expect.stringContaining('3 of 4 repositories differ')]);
    expect(written(world)).toEqual([]);
    expect(JSON.stringify(world.slack.messages('#ops'))).toContain(
      '3 not scanned, 3 with tags that may move',
    );
    await world.close();
  });

  it('asks about the whole run when the tag of one repository wants that', async () => {
    const world = await openRegistry('act', IMMUTABLE);
    world.fleet.createRepository({ name: 'web' });
    world.fleet.createRepository({ name: 'ledger', tags: { 'watchkeeper:mode': 'ask' } });

    world.tick('enforce-repository-settings');
    await minutes(world, 5);

    expect(written(world)).toEqual([]);
    expect(world.slack.messages('#ops').map(world.slack.isAsking)).toEqual([true]);
    await world.close();
  });

  it('says nothing when everything is as its rule says', async () => {
    const world = await openRegistry('act');
    world.fleet.createRepository({ name: 'done', immutability: 'IMMUTABLE', scanOnPush: true });

    world.tick('enforce-repository-settings');
    await minutes(world, 5);

    expect([headlines(world), outcomes(world)]).toEqual([[], [expect.objectContaining({ type: 'nothing' })]]);
    await world.close();
  });

  it('tells on the next day of a repository that differs, though nothing did the day before', async () => {
    const world = await openRegistry('act');
    world.fleet.createRepository({ name: 'done', immutability: 'IMMUTABLE', scanOnPush: true });
    world.tick('enforce-repository-settings');
    await minutes(world, DAY);
    world.fleet.createRepository({ name: 'web' });

    world.tick('enforce-repository-settings');
    await minutes(world, 5);

    expect(headlines(world)).toEqual([expect.stringContaining('1 of 2 repositories differ')]);
    await world.close();
  });

  it('only says what it would set while it observes', async () => {
    const world = await openRegistry('observe', IMMUTABLE);
    world.fleet.createRepository({ name: 'web' });

    world.tick('enforce-repository-settings');
    await minutes(world, 5);

    expect(written(world)).toEqual([]);
    expect(outcomes(world)).toMatchObject([{ type: 'observed' }]);
    await world.close();
  });

  it('sets scanning by a rule of the registry and tags by repository, and sees that it is so', async () => {
    const world = await openRegistry('act', IMMUTABLE);
    for (const name of ['web', 'api']) world.fleet.createRepository({ name });

    world.tick('enforce-repository-settings');
    await minutes(world, 10);

    const { repositories } = await world.ecr.send(new DescribeRepositoriesCommand({}));
    const { scanningConfiguration } = await world.ecr.send(new GetRegistryScanningConfigurationCommand({}));
    expect(repositories?.map((one) => one.imageTagMutability)).toEqual(['IMMUTABLE', 'IMMUTABLE']);
    expect(scanningConfiguration?.rules).toMatchObject([
      { scanFrequency: 'SCAN_ON_PUSH', repositoryFilters: [{ filter: '*' }] },
    ]);
    expect(outcomes(world)).toMatchObject([{ type: 'held' }]);
    expect(threadLines(world).join('\n')).toContain('--image-tag-mutability MUTABLE');
    await world.close();
  });

  it('sets it again on another day when somebody changed it back', async () => {
    const world = await openRegistry('act', IMMUTABLE);
    world.fleet.createRepository({ name: 'web' });
    world.tick('enforce-repository-settings');
    await minutes(world, DAY);
    await world.ecr.send(
      new PutImageTagMutabilityCommand({ repositoryName: 'web', imageTagMutability: 'MUTABLE' }),
    );

    world.tick('enforce-repository-settings');
    await minutes(world, 10);

    const { repositories } = await world.ecr.send(new DescribeRepositoriesCommand({}));
    expect(repositories?.[0]?.imageTagMutability).toBe('IMMUTABLE');
    expect(outcomes(world)).toMatchObject([{ type: 'held' }, { type: 'held' }]);
    await world.close();
  });

  it('sets a new repository at once, and leaves what is scanned to the next look at all', async () => {
    const world = await openRegistry('act', IMMUTABLE);
    world.fleet.createRepository({ name: 'web' });
    world.fleet.createRepository({ name: 'new' });

    created(world, 'new');
    await minutes(world, 10);

    expect(written(world)).toEqual(['PutImageTagMutability']);
    const { repositories } = await world.ecr.send(new DescribeRepositoriesCommand({}));
    expect(repositories?.map((one) => one.imageTagMutability)).toEqual(['MUTABLE', 'IMMUTABLE']);
    await world.close();
  });

  it('looks at a repository after a push, at most once a day, in few calls', async () => {
    const world = await openRegistry('act', IMMUTABLE);
    world.fleet.createRepository({ name: 'web', immutability: 'IMMUTABLE', scanOnPush: true });

    for (let push = 1; push <= 30; push += 1) {
      world.fleet.pushImage('web', { tags: [`1.${push}`] });
      await minutes(world, 45);
    }

    const looks = world.fleet.calls.filter(({ command }) => command === 'DescribeRepositories');
    expect(looks).toHaveLength(1);
    expect(world.fleet.calls.length).toBeLessThanOrEqual(4);
    expect(headlines(world)).toEqual([]);
    await world.close();
  });

  it('answers pushes to many repositories that differ with one digest, which sets them all', async () => {
    const world = await openRegistry('act', IMMUTABLE);
    const names = ['web', 'api', 'jobs', 'mail'];
    for (const name of names) world.fleet.createRepository({ name });

    for (const name of names) {
      world.fleet.pushImage(name, { tags: ['1.0'] });
      await minutes(world, 2);
    }
    await minutes(world, 30);

    const { repositories } = await world.ecr.send(new DescribeRepositoriesCommand({}));
    expect(new Set(repositories?.map((one) => one.imageTagMutability))).toEqual(new Set(['IMMUTABLE']));
    expect(headlines(world)).toEqual([expect.stringContaining('tags of 4 repositories set')]);
    await world.close();
  });

  it('asks once a day about what pushes find, though nobody answers', async () => {
    const world = await openRegistry('ask', IMMUTABLE, 'approval: { expiresMinutes: 10 }\n');
    for (let number = 1; number <= 8; number += 1) {
      world.fleet.createRepository({ name: `web-${number}` });
      world.fleet.pushImage(`web-${number}`, { tags: ['1.0'] });
      await minutes(world, 100);
    }

    const questions = headlines(world).filter((text) => text.startsWith('EXPIRED'));
    expect(questions).toEqual([expect.stringContaining('1 of 1 repositories differ')]);
    await world.close();
  });

  it('leaves a repository alone whose tags keep it out', async () => {
    const world = await openRegistry('act', { rules: [{ repositories: '*', tags: 'immutable' }] });
    world.fleet.createRepository({ name: 'web', tags: { 'watchkeeper:protected': 'true' } });

    world.tick('enforce-repository-settings');
    await minutes(world, 10);

    expect(written(world)).toEqual([]);
    await world.close();
  });

  it('tells of accounts that the list does not name, and changes nothing about them', async () => {
    const world = await openRegistry('act', { rules: [{ repositories: '*', accounts: ['444455556666'] }] });
    world.fleet.createRepository({ name: 'web' });
    const statement = (Sid: string, account: string) => ({
      Sid,
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: 'ecr:BatchGetImage',
    });
    const policyText = JSON.stringify({
      Statement: [statement('Partner', '444455556666'), statement('Stranger', '777788889999')],
    });
    await world.ecr.send(new SetRepositoryPolicyCommand({ repositoryName: 'web', policyText }));
    const before = written(world).length;

    world.tick('enforce-repository-settings');
    await minutes(world, 10);

    const said = JSON.stringify(world.slack.messages('#ops'));
    expect(said).toContain('statement Stranger lets arn:aws:iam::777788889999:root do ecr:BatchGetImage');
    expect(said).not.toContain('statement Partner');
    expect(written(world)).toHaveLength(before);
    await world.close();
  });
});

describe('enforce-repository-settings, policy of the registry', () => {
  const statement = { Effect: 'Allow', Principal: { AWS: '777788889999' }, Action: 'ecr:ReplicateImage' };
  const policyText = JSON.stringify({ Statement: [{ Sid: 'Mirror', ...statement, Resource: '*' }] });

  async function look(settings: object) {
    const world = await openRegistry('act', settings);
    world.fleet.createRepository({ name: 'done', immutability: 'IMMUTABLE', scanOnPush: true });
    world.fleet.send('ECR', 'PutRegistryPolicy', { policyText });
    world.tick('enforce-repository-settings');
    await minutes(world, 10);
    await world.close();
    return world;
  }

  it('tells of accounts that it lets in and no rule names, and leaves it as it is', async () => {
    const world = await look({ rules: [{ repositories: '*', accounts: ['444455556666'] }] });

    expect(headlines(world)).toEqual([expect.stringContaining('the registry is open to others')]);
    const said = JSON.stringify(world.slack.messages('#ops'));
    expect(said).toContain('the registry: statement Mirror lets 777788889999 do ecr:ReplicateImage');
    expect(said).toContain('aws ecr get-registry-policy');
    expect(written(world)).toEqual(['PutRegistryPolicy']);
  });

  it.each([
    [
      'it lets in only whom a rule names',
      { rules: [{ repositories: 'mirror/*', accounts: ['777788889999'] }] },
    ],
    ['nobody gave a list', {}],
  ])('says nothing where %s', async (_why, settings) => {
    expect(headlines(await look(settings))).toEqual([]);
  });
});

describe('enforce-repository-settings, lifecycle policy', () => {
  const WANTED = { rules: [{ repositories: '*', lifecycle: [UNTAGGED] }] };
  const OLD = Date.parse('2026-10-01T00:00:00Z');
  const THEIRS = {
    rulePriority: 5,
    description: 'ours, by hand',
    selection: {
      tagStatus: 'tagged',
      tagPatternList: ['dev-*'],
      countType: 'imageCountMoreThan',
      countNumber: 3,
    },
    action: { type: 'expire' },
  };

  it('previews it, then puts it beside the rules that are there', async () => {
    const world = await openRegistry('act', WANTED);
    world.fleet.createRepository({ name: 'web' });
    world.fleet.pushImage('web', { pushedAt: OLD });
    const lifecyclePolicyText = JSON.stringify({ rules: [THEIRS] });
    await world.ecr.send(new PutLifecyclePolicyCommand({ repositoryName: 'web', lifecyclePolicyText }));

    world.tick('enforce-repository-settings');
    await minutes(world, 20);

    const after = await world.ecr.send(new GetLifecyclePolicyCommand({ repositoryName: 'web' }));
    expect(written(world).slice(-2)).toEqual(['StartLifecyclePolicyPreview', 'PutLifecyclePolicy']);
    expect(JSON.parse(after.lifecyclePolicyText ?? '').rules).toEqual([
      THEIRS,
      expect.objectContaining({ rulePriority: 6, description: 'watchkeeper' }),
    ]);
    expect(outcomes(world)).toMatchObject([{ type: 'held' }]);
    await world.close();
  });

  it('is put after a person saw what its preview takes, and only then', async () => {
    const world = await openRegistry('ask', WANTED, 'approval: { expiresMinutes: 600 }\n');
    world.fleet.createRepository({ name: 'web' });
    world.fleet.pushImage('web', { pushedAt: OLD });
    const approve = async () => {
      const [root] = world.slack.messages('#ops');
      if (root) await world.click(root, 'approve', ONCALL);
      await minutes(world, 10);
    };

    world.tick('enforce-repository-settings');
    await minutes(world, 5);
    expect(written(world)).toEqual([]);
    await approve();
    expect(written(world)).toEqual(['StartLifecyclePolicyPreview']);
    expect(JSON.stringify(world.slack.messages('#ops'))).toContain('expires 1 image now');
    await approve();

    expect(written(world)).toEqual(['StartLifecyclePolicyPreview', 'PutLifecyclePolicy']);
    await world.close();
  });

  it('is not put while it is not known who uses images', async () => {
    const world = await openRegistry('act', { ...WANTED, eks: true });
    world.fleet.createRepository({ name: 'web' });
    world.fleet.pushImage('web', { pushedAt: OLD });

    world.tick('enforce-repository-settings');
    await minutes(world, DAY);

    expect(written(world)).toEqual(['StartLifecyclePolicyPreview']);
    expect(JSON.stringify(world.slack.messages('#ops'))).toContain('not all that uses images could be read');
    await world.close();
  });

  it('is put where everything could be read, and told where not', async () => {
    const unreadable = async (repository: string, images: Deps['reads']['images']) => {
      if (repository === 'dark') throw new ReadError('the images of dark may not be read');
      return images(repository);
    };
    const world = await openRegistry('act', WANTED, '', {
      wrap: (deps) => ({
        ...deps,
        reads: { ...deps.reads, images: (name) => unreadable(name, deps.reads.images) },
      }),
    });
    for (const name of ['dark', 'web']) {
      world.fleet.createRepository({ name });
      world.fleet.pushImage(name, { pushedAt: OLD });
    }

    world.tick('enforce-repository-settings');
    await minutes(world, DAY);

    const put = world.fleet.calls.filter(({ command }) => command === 'PutLifecyclePolicy');
    expect(put.map(({ input }) => input)).toMatchObject([{ repositoryName: 'web' }]);
    expect(headlines(world)).toHaveLength(1);
    expect(JSON.stringify(world.slack.messages('#ops'))).toContain('the images of dark may not be read');
    await world.close();
  });

  it('does not put one that would take an image in use, and says which and whose', async () => {
    const world = await openRegistry('act', {
      rules: [
        {
          repositories: '*',
          lifecycle: [
            {
              selection: { tagStatus: 'any', countType: 'sinceImagePushed', countNumber: 7 },
              action: 'expire',
            },
          ],
        },
      ],
    });
    world.fleet.addCluster({ name: 'prod' });
    world.fleet.createRepository({ name: 'payments-api' });
    const digest = world.fleet.pushImage('payments-api', { tags: ['good'], pushedAt: OLD });
    world.fleet.createService({
      cluster: 'prod',
      name: 'payments-api',
      taskDefinition: registerRevision(world, 'payments-api', 'good'),
      desiredCount: 1,
      runningSince: OLD,
    });

    world.tick('enforce-repository-settings');
    await minutes(world, 20);

    expect(written(world)).not.toContain('PutLifecyclePolicy');
    const said = JSON.stringify(world.slack.messages('#ops'));
    expect(said).toContain(`it would take 1 image in use: ${digest.slice(0, 19)}`);
    expect(said).toContain('payments-api');
    await world.close();
  });

  it('is told once although nothing can be read after what was set', async () => {
    let looks = 0;
    const blindAfterCheck = (deps: Deps): Deps => {
      const repositorySettings = async () => {
        looks += 1;
        if (looks > 2) throw new ReadError('AWS throttles it');
        return deps.reads.repositorySettings();
      };
      return { ...deps, reads: { ...deps.reads, repositorySettings } };
    };
    const world = await openRegistry('act', IMMUTABLE, '', { wrap: blindAfterCheck });
    world.fleet.createRepository({ name: 'web' });
    world.tick('enforce-repository-settings');

    await minutes(world, DAY);

    expect(written(world)).toContain('PutImageTagMutability');
    expect(outcomes(world)).toMatchObject([{ type: 'held' }]);
    await world.close();
  });
});
