import {
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  DescribeImagesCommand,
  type ImageIdentifier,
  UpdateImageStorageClassCommand,
} from '@aws-sdk/client-ecr';
import { describe, expect, it } from 'vitest';
import { MINUTE, START } from '../support.ts';
import { createRegistryStage, imagesOf, NO_DIGEST, type RegistryStage, registryEvents } from './support.ts';

const web = { repositoryName: 'web' };
const ANY = { filter: { imageStatus: 'ANY' } } as const;

function remove({ ecr }: RegistryStage, ...imageIds: ImageIdentifier[]) {
  return ecr.send(new BatchDeleteImageCommand({ ...web, imageIds }));
}

function move({ ecr }: RegistryStage, imageDigest: string, targetStorageClass: 'ARCHIVE' | 'STANDARD') {
  return ecr.send(
    new UpdateImageStorageClassCommand({ ...web, imageId: { imageDigest }, targetStorageClass }),
  );
}

describe('local/fleet/ecr BatchDeleteImage', () => {
  it('takes by tag only the tag, and the image with its last one', async () => {
    const stage = createRegistryStage();
    const imageDigest = stage.fleet.pushImage('web', { tags: ['a', 'b'] });

    await remove(stage, { imageTag: 'a' });
    const left = await imagesOf(stage);
    const { imageIds } = await remove(stage, { imageTag: 'b' });

    expect(left).toMatchObject([{ imageDigest, imageTags: ['b'] }]);
    expect(imageIds).toEqual([{ imageDigest, imageTag: 'b' }]);
    expect(await imagesOf(stage, ANY)).toEqual([]);
  });

  it('takes by digest the image with all its tags, and says each', async () => {
    const stage = createRegistryStage();
    const imageDigest = stage.fleet.pushImage('web', { tags: ['a', 'b'] });

    const { imageIds, failures } = await remove(stage, { imageDigest });

    expect(imageIds).toEqual([
      { imageDigest, imageTag: 'a' },
      { imageDigest, imageTag: 'b' },
    ]);
    expect(failures).toEqual([]);
    expect(registryEvents(stage).slice(-2)).toMatchObject([
      { 'action-type': 'DELETE', 'image-digest': imageDigest, 'image-tag': 'a' },
      { 'action-type': 'DELETE', 'image-tag': 'b' },
    ]);
  });

  it('keeps the child of an index until the index is gone', async () => {
    const stage = createRegistryStage();
    const child = stage.fleet.pushImage('web', {});
    const index = stage.fleet.pushImage('web', { tags: ['1.0'], children: [child] });

    const early = await remove(stage, { imageDigest: child });
    const inOrder = await remove(stage, { imageDigest: index }, { imageDigest: child });

    expect(early).toMatchObject({
      imageIds: [],
      failures: [
        {
          imageId: { imageDigest: child },
          failureCode: 'ImageReferencedByManifestList',
          failureReason: `Requested image referenced by manifest list: [${index}]`,
        },
      ],
    });
    expect(inOrder.failures).toEqual([]);
    expect(await imagesOf(stage, ANY)).toEqual([]);
  });

  it('deletes what it can, and gives the rest as failures with their codes', async () => {
    const stage = createRegistryStage();
    const imageDigest = stage.fleet.pushImage('web', {});

    const answer = await remove(stage, { imageDigest: NO_DIGEST }, { imageDigest: 'x' }, {}, { imageDigest });

    expect(answer.imageIds).toEqual([{ imageDigest }]);
    expect(answer.failures?.map(({ failureCode }) => failureCode)).toEqual([
      'ImageNotFound',
      'InvalidImageDigest',
      'MissingDigestAndTag',
    ]);
  });

  it('takes between one and a hundred images', async () => {
    const stage = createRegistryStage();
    const many = Array.from({ length: 101 }, (_, index) => ({ imageTag: `t${index}` }));

    await expect(remove(stage)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(remove(stage, ...many)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('lets a page go on where the last one ended, whatever was deleted meanwhile', async () => {
    const stage = createRegistryStage();
    const digests = ['a', 'b', 'c', 'd'].map((tag) => stage.fleet.pushImage('web', { tags: [tag] }));
    const page = { ...web, maxResults: 2 };
    const first = await stage.ecr.send(new DescribeImagesCommand(page));

    await remove(stage, { imageDigest: digests[0] }, { imageDigest: digests[1] });
    const second = await stage.ecr.send(new DescribeImagesCommand({ ...page, nextToken: first.nextToken }));

    expect(second.imageDetails?.map(({ imageDigest }) => imageDigest)).toEqual(digests.slice(2));
    expect(second.nextToken).toBeUndefined();
  });
});

describe('local/fleet/ecr UpdateImageStorageClass', () => {
  it('archives: the image is described only to those who ask for it, and its manifest is out of reach', async () => {
    const stage = createRegistryStage();
    const digest = stage.fleet.pushImage('web', { tags: ['1.0'] });

    const { imageStatus } = await move(stage, digest, 'ARCHIVE');
    const { failures } = await stage.ecr.send(
      new BatchGetImageCommand({ ...web, imageIds: [{ imageDigest: digest }] }),
    );

    expect(imageStatus).toBe('ARCHIVED');
    expect(await imagesOf(stage)).toEqual([]);
    expect(await imagesOf(stage, { filter: { imageStatus: 'ARCHIVED' } })).toMatchObject([
      { imageDigest: digest, imageTags: ['1.0'], lastArchivedAt: new Date(START) },
    ]);
    expect(failures).toMatchObject([{ failureCode: 'ImageInaccessible' }]);
  });

  it('restores within twenty minutes, not at once, and takes no other order meanwhile', async () => {
    const stage = createRegistryStage();
    const digest = stage.fleet.pushImage('web', {});
    await move(stage, digest, 'ARCHIVE');

    const { imageStatus } = await move(stage, digest, 'STANDARD');
    const meanwhile = move(stage, digest, 'ARCHIVE');
    await expect(meanwhile).rejects.toMatchObject({ name: 'ImageStorageClassUpdateNotSupportedException' });
    await stage.pass(1);
    const soon = await imagesOf(stage);
    await stage.pass(19);
    const [later] = await imagesOf(stage);

    expect(imageStatus).toBe('ACTIVATING');
    expect(soon).toEqual([]);
    expect(later).toMatchObject({ imageDigest: digest, imageStatus: 'ACTIVE' });
    expect(later?.lastActivatedAt?.getTime()).toBeGreaterThan(START + MINUTE);
  });

  it('tells EventBridge of both ways, and takes the artifacts of the image along', async () => {
    const stage = createRegistryStage();
    const digest = stage.fleet.pushImage('web', {});
    const signature = stage.fleet.pushImage('web', { subject: digest });
    stage.events.length = 0;

    await move(stage, digest, 'ARCHIVE');
    await move(stage, digest, 'STANDARD');
    await stage.pass(20);

    const told = stage.events.map((event) => [event['detail-type'], event.detail['target-storage-class']]);
    expect(told.slice(0, 2)).toEqual([
      ['ECR Image Action', 'ARCHIVE'],
      ['ECR Referrer Action', 'ARCHIVE'],
    ]);
    expect(new Set(told.slice(2).map(([type, target]) => `${type} ${target}`))).toEqual(
      new Set(['ECR Image Action STANDARD', 'ECR Referrer Action STANDARD']),
    );
    expect((await imagesOf(stage)).map(({ imageDigest }) => imageDigest)).toEqual([digest, signature]);
  });

  it('has an archived image back at once when it is pushed again', async () => {
    const stage = createRegistryStage();
    const push = { tags: ['1.0'], digest: NO_DIGEST };
    const digest = stage.fleet.pushImage('web', push);
    await move(stage, digest, 'ARCHIVE');

    stage.fleet.pushImage('web', push);

    expect(await imagesOf(stage, { imageIds: [{ imageTag: '1.0' }] })).toMatchObject([
      { imageDigest: digest, imageStatus: 'ACTIVE', lastActivatedAt: new Date(START) },
    ]);
  });

  it('says so when there is no such image', async () => {
    const stage = createRegistryStage();

    await expect(move(stage, NO_DIGEST, 'ARCHIVE')).rejects.toMatchObject({ name: 'ImageNotFoundException' });
  });
});
