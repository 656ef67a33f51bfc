import { describe, expect, it } from 'vitest';
import { createFleet } from '../../../local/fleet/index.ts';
import { createTimeline } from '../../../local/timeline.ts';
import { createAllReads } from '../../../shared/aws/reads.ts';
import { createResponseClients } from '../../../shared/aws/response-clients.ts';
import { PUBLIC_REPOSITORY, publicReleases, pushPublic } from '../../support/public-registry.ts';

function open() {
  const timeline = createTimeline(Date.UTC(2026, 2, 23, 10));
  const fleet = createFleet({ timeline, seed: 1, emit: () => {} });
  const clients = createResponseClients({ region: 'eu-west-1', intercept: fleet.intercept });
  return { fleet, place: { fleet, timeline }, clients, reads: createAllReads(clients) };
}

describe('reads of ECR Public', () => {
  it('go to its one Region, wherever the function runs', async () => {
    const { clients } = open();

    const client = await clients.ecrPublic();

    expect(await client.config.region()).toBe('us-east-1');
  });

  it('list the repositories under the one name of the registry, without an alias', async () => {
    const { place, reads } = open();
    publicReleases(place, 1);

    const [only, ...others] = await reads.publicRepositories();

    const arn = `arn:aws:ecr-public::111122223333:repository/${PUBLIC_REPOSITORY}`;
    expect(only).toEqual({ arn, name: PUBLIC_REPOSITORY, registry: 'public.ecr.aws' });
    expect(others).toEqual([]);
  });

  it('tell what people tagged a repository with', async () => {
    const { fleet, reads } = open();
    const arn = fleet.createPublicRepository({ name: 'tools/cli', tags: { team: 'platform' } });

    expect(await reads.publicRepositoryTags(arn)).toEqual({ team: 'platform' });
  });

  it('follow every page of a long list of images', async () => {
    const { place, reads } = open();
    publicReleases(place, 1001);

    expect(await reads.publicImages(PUBLIC_REPOSITORY)).toHaveLength(1001);
  });

  it('know an index by its type alone, and say of what is no container image that it may belong to any', async () => {
    const { place, reads } = open();
    const [child = ''] = publicReleases(place, 1);
    const artifactType = 'application/vnd.dev.cosign.artifact.sig.v1+json';
    pushPublic(place, { tags: ['multi'], children: [child] }, 1);
    pushPublic(place, { subject: child, artifactType }, 1);
    pushPublic(place, { tags: ['chart'], artifactType: 'application/vnd.cncf.helm.config.v1+json' }, 1);
    pushPublic(place, {}, 1);

    const [image, index, signature, chart, untagged] = await reads.publicImages(PUBLIC_REPOSITORY);

    expect(image).toMatchObject({ tags: ['1.1.0'], status: 'ACTIVE' });
    expect(index?.mediaType).toContain('index');
    expect([index?.children, signature?.subject, image?.pulledAt]).toEqual([undefined, undefined, undefined]);
    expect([signature, chart].map((one) => one?.subjectUnknown)).toEqual([true, true]);
    expect([image, untagged].map((one) => one?.subjectUnknown)).toEqual([undefined, undefined]);
  });

  it('say which permission is missing', async () => {
    const { fleet, reads } = open();
    fleet.fault({ command: 'DescribeRepositories', kind: 'denied' });

    await expect(reads.publicRepositories()).rejects.toThrow('ecr-public:DescribeRepositories');
  });
});
