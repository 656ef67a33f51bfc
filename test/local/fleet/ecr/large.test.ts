import { paginateDescribeImages } from '@aws-sdk/client-ecr';
import { describe, expect, it } from 'vitest';
import { START } from '../support.ts';
import { createRegistryStage } from './support.ts';

const IMAGES = 10_000;

describe('local/fleet/ecr, with many images', () => {
  it('gives each exactly once, in ten pages', async () => {
    const { fleet, ecr } = createRegistryStage();
    for (let index = 0; index < IMAGES; index++) {
      fleet.pushImage('web', { tags: [`build-${index}`], pushedAt: START - index });
    }

    const digests = new Set<string | undefined>();
    let pages = 0;
    const input = { repositoryName: 'web', maxResults: 1_000 };
    for await (const { imageDetails } of paginateDescribeImages({ client: ecr }, input)) {
      pages += 1;
      for (const { imageDigest } of imageDetails ?? []) digests.add(imageDigest);
    }

    expect(pages).toBe(10);
    expect(digests.size).toBe(IMAGES);
  });
});
