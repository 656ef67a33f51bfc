import { describe, expect, it } from 'vitest';
import type { World } from '../../local/world.ts';
import { headlines, minutes, openWorld, outcomes, runJobs, writes } from '../support/fleet.ts';
import { HOST } from '../support/settings.ts';

const LIMITED = (image: string) =>
  `CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: pull image manifest for ${image}: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.`;

/** Jobs that each fail because of the limit, one a minute. */
async function failJobs(world: Awaited<ReturnType<typeof openWorld>>, images: readonly string[]) {
  for (const image of images) {
    const failure = { kind: 'start-failure', stoppedReason: LIMITED(image) } as const;
    const stop = world.fleet.behave({ on: { family: 'worker' }, failure });
    runJobs(world, 1);
    await minutes(world, 1);
    stop();
  }
  await minutes(world, 5);
}

/** Without reruns, which would meet the limit again. */
const ALONE = 'playbooks: { rerun-failed-task: { mode: off } }\n';
const said = ({ slack }: Pick<World, 'slack'>) => JSON.stringify(slack.messages('#ops'));

describe('propose-pull-cache', () => {
  it('names the rule, its commands and the new names, in one message, and creates nothing', async () => {
    const world = await openWorld('act', ALONE);

    await failJobs(world, ['redis:7', 'docker.io/library/redis:7', 'docker.io/bitnami/kafka:3', 'redis:7']);

    expect(headlines(world)).toEqual([expect.stringContaining('Docker Hub limits the pulls of 2 images')]);
    expect(said(world)).toContain('--name ecr-pullthroughcache/docker-hub');
    expect(said(world)).toContain(
      'aws ecr create-pull-through-cache-rule --region eu-west-1 --ecr-repository-prefix docker-hub --upstream-registry-url registry-1.docker.io --credential-arn',
    );
    expect(said(world)).toContain(`worker:1: library/redis:7 as ${HOST}/docker-hub/library/redis:7`);
    expect(said(world)).toContain(`worker:3: bitnami/kafka:3 as ${HOST}/docker-hub/bitnami/kafka:3`);
    expect(writes(world)).toEqual([]);
    await world.close();
  });

  it.each([
    ['mirror/hub', `${HOST}/mirror/hub/library/redis:7`],
    ['ROOT', `${HOST}/library/redis:7`],
  ])('takes the rule %s that is there already', async (ecrRepositoryPrefix, name) => {
    const world = await openWorld('act', ALONE);
    const upstreamRegistryUrl = 'registry-1.docker.io';
    for (const rule of [
      { ecrRepositoryPrefix: 'quay', upstreamRegistryUrl: 'quay.io' },
      { ecrRepositoryPrefix: 'part', upstreamRegistryUrl, upstreamRepositoryPrefix: 'bitnami' },
      { ecrRepositoryPrefix, upstreamRegistryUrl },
    ])
      world.fleet.send('ECR', 'CreatePullThroughCacheRule', rule);

    await failJobs(world, ['redis:7', 'redis:7', 'redis:7']);

    expect(said(world)).toContain(`library/redis:7 as ${name}`);
    expect(said(world)).not.toContain('create-pull-through-cache-rule');
    await world.close();
  });

  it('waits for three tasks within an hour, and says it once a day however many fail', async () => {
    const world = await openWorld('act', ALONE);

    await failJobs(world, ['redis:7', 'redis:7']);
    expect(outcomes(world)).toEqual([]);
    for (let time = 1; time <= 3; time += 1) {
      await failJobs(world, ['redis:7', 'redis:7', 'redis:7']);
      await minutes(world, 7 * 60);
    }

    expect(headlines(world)).toHaveLength(1);
    await world.close();
  });
});
