import { describe, expect, it } from 'vitest';
import { serviceError } from '../simulated-aws.ts';
import { createUseStage, REGISTRY, type UseStage } from './stage.ts';

const listFailsWith = (stage: UseStage, error: Error) =>
  stage.disturb(async ({ name, pass }) => {
    if (name === 'AppRunner:ListServices') throw error;
    return pass();
  });

/** What Node says of a host's name that has no address. */
function noSuchHost(region: string): Error {
  const message = `getaddrinfo ENOTFOUND apprunner.${region}.amazonaws.com`;
  return Object.assign(new Error(message), { code: 'ENOTFOUND' });
}

describe('shared/aws/uses/app-runner', () => {
  it('keeps what a service deploys, and asks for no image where it is built from source', async () => {
    const stage = createUseStage();
    stage.fleet.putAppRunnerService('portal', `${REGISTRY}/portal:1`);
    stage.fleet.putAppRunnerService('site');
    stage.fleet.putAppRunnerService('hello', 'public.ecr.aws/aws-containers/hello-app-runner:latest');

    expect(await stage.uses('appRunner')).toEqual([
      {
        registry: REGISTRY,
        repository: 'portal',
        tag: '1',
        kind: 'app-runner',
        by: 'App Runner service portal',
      },
      {
        registry: 'public.ecr.aws',
        repository: 'hello-app-runner',
        tag: 'latest',
        kind: 'app-runner',
        by: 'App Runner service hello',
      },
    ]);
  });

  it.each(['OptInRequired', 'SubscriptionRequiredException'])(
    'an account that is no customer of App Runner (%s) has nothing there',
    async (name) => {
      const stage = createUseStage();
      listFailsWith(stage, serviceError(name, 'The account is not signed up', 403));

      expect(await stage.uses('appRunner')).toEqual([]);
    },
  );

  it('a Region without App Runner has no such host; where it should be, that is a failed read', async () => {
    const away = createUseStage();
    listFailsWith(away, noSuchHost('eu-north-1'));

    const graph = await away.graph({}, away.clients.at({ region: 'eu-north-1' }));
    const home = await away.graph();

    expect(graph.unread).toEqual([]);
    expect(home.unread).toEqual([
      'the list of App Runner services could not be read with apprunner:ListServices: Error: getaddrinfo ENOTFOUND apprunner.eu-north-1.amazonaws.com',
    ]);
  });

  it.each([
    ['denied', serviceError('AccessDeniedException', 'no', 403)],
    ['out of reach', Object.assign(new Error('getaddrinfo EAI_AGAIN'), { code: 'EAI_AGAIN' })],
  ])('being %s is a failed read in every Region', async (_what, error) => {
    const stage = createUseStage();
    listFailsWith(stage, error);

    await expect(stage.uses('appRunner')).rejects.toThrow('the list of App Runner services');
    const { unread } = await stage.graph({}, stage.clients.at({ region: 'eu-north-1' }));
    expect(unread).toHaveLength(1);
  });

  it('a service that was deleted meanwhile uses nothing', async () => {
    const stage = createUseStage();
    stage.fleet.putAppRunnerService('portal', `${REGISTRY}/portal:1`);
    stage.disturb(async ({ name, pass }) => {
      if (name === 'AppRunner:DescribeService') throw serviceError('ResourceNotFoundException', 'gone');
      return pass();
    });

    expect(await stage.uses('appRunner')).toEqual([]);
  });
});
