import { createHash } from 'node:crypto';
import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ListImageReferrersCommand,
  ListImagesCommand,
  PutImageCommand,
  UpdateImageStorageClassCommand,
} from '@aws-sdk/client-ecr';
import { describe, expect, it } from 'vitest';
import { START } from '../support.ts';
import { createRegistryStage, HOST, imagesOf, NO_DIGEST, registryEvents } from './support.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const web = { repositoryName: 'web' };

describe('local/fleet/ecr images', () => {
  it('describes a repository with what a script gave it', async () => {
    const { ecr, fleet } = createRegistryStage();
    const arn = fleet.createRepository({ name: 'team/api', immutability: 'IMMUTABLE', scanOnPush: true });

    const { repositories } = await ecr.send(new DescribeRepositoriesCommand({}));

    expect(arn).toBe('arn:aws:ecr:eu-west-1:111122223333:repository/team/api');
    expect(repositories).toMatchObject([
      { repositoryName: 'web', imageTagMutability: 'MUTABLE', repositoryUri: `${HOST}/web` },
      {
        repositoryArn: arn,
        registryId: '111122223333',
        repositoryName: 'team/api',
        imageTagMutability: 'IMMUTABLE',
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfiguration: { encryptionType: 'AES256' },
      },
    ]);
  });

  it('moves a tag with a push, leaves the older image untagged, and says both pushes', async () => {
    const stage = createRegistryStage();
    const first = stage.fleet.pushImage('web', { tags: ['1.0', 'latest'], bytes: 10 });
    const second = stage.fleet.pushImage('web', { tags: ['latest'] });

    const found = await imagesOf(stage);

    expect(found).toMatchObject([
      { imageDigest: first, imageTags: ['1.0'], imageSizeInBytes: 10, imageStatus: 'ACTIVE' },
      { imageDigest: second, imageTags: ['latest'], imagePushedAt: new Date(START) },
    ]);
    expect(found[0]).not.toHaveProperty('lastRecordedPullTime');
    expect(registryEvents(stage)).toMatchObject([
      { 'action-type': 'PUSH', 'image-digest': first, 'image-tag': '1.0', 'repository-name': 'web' },
      { 'action-type': 'PUSH', 'image-digest': first, 'image-tag': 'latest' },
      { 'action-type': 'PUSH', 'image-digest': second, 'image-tag': 'latest', result: 'SUCCESS' },
    ]);
  });

  it('keeps what has been there for long to itself', async () => {
    const stage = createRegistryStage();
    stage.fleet.pushImage('web', { tags: ['old'], pushedAt: START - 1_000 });

    expect(registryEvents(stage)).toEqual([]);
    expect(await imagesOf(stage)).toMatchObject([{ imagePushedAt: new Date(START - 1_000) }]);
  });

  it('refuses to move an immutable tag, unless that is among the exclusions', async () => {
    const { fleet } = createRegistryStage();
    fleet.createRepository({
      name: 'api',
      immutability: 'IMMUTABLE_WITH_EXCLUSION',
      exclusions: ['dev-*'],
    });
    fleet.pushImage('api', { tags: ['1.0', 'dev-1'] });

    const again = () => fleet.pushImage('api', { tags: ['1.0'] });

    expect(again).toThrow(expect.objectContaining({ name: 'ImageTagAlreadyExistsException' }));
    expect(fleet.pushImage('api', { tags: ['dev-1'] })).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('gives manifests whose bytes have the digest, and an index that lists its children', async () => {
    const { ecr, fleet } = createRegistryStage();
    const children = [fleet.pushImage('web', { bytes: 7 }), fleet.pushImage('web', { bytes: 9 })];
    const index = fleet.pushImage('web', { tags: ['2.0'], children });

    const { images = [], failures } = await ecr.send(
      new BatchGetImageCommand({ ...web, imageIds: [{ imageTag: '2.0' }, { imageDigest: children[0] }] }),
    );
    const [text = '', child = ''] = images.map(({ imageManifest }) => imageManifest);

    expect(failures).toEqual([]);
    expect(images[0]).toMatchObject({
      imageId: { imageDigest: index, imageTag: '2.0' },
      imageManifestMediaType: INDEX,
    });
    expect(JSON.parse(text)).toMatchObject({
      schemaVersion: 2,
      mediaType: INDEX,
      manifests: [
        { digest: children[0], size: child.length, platform: { architecture: 'amd64', os: 'linux' } },
        { digest: children[1], platform: { architecture: 'arm64' } },
      ],
    });
    for (const { imageId, imageManifest = '' } of images) {
      expect(imageId?.imageDigest).toBe(`sha256:${createHash('sha256').update(imageManifest).digest('hex')}`);
    }
  });

  it('says in the batch which of the images it cannot give, and why', async () => {
    const { ecr, fleet } = createRegistryStage();
    const image = fleet.pushImage('web', { tags: ['1.0'] });
    fleet.pushImage('web', { tags: ['2.0'] });
    const imageIds = [
      { imageTag: 'none' },
      { imageDigest: NO_DIGEST },
      { imageDigest: 'x' },
      { imageTag: '$' },
      {},
      { imageDigest: image, imageTag: '2.0' },
    ];

    const { failures } = await ecr.send(new BatchGetImageCommand({ ...web, imageIds }));

    expect(failures?.map(({ failureCode }) => failureCode)).toEqual([
      'ImageNotFound',
      'ImageNotFound',
      'InvalidImageDigest',
      'InvalidImageTag',
      'MissingDigestAndTag',
      'ImageTagDoesNotMatchDigest',
    ]);
  });

  it('gives an image another tag when its manifest is put again, also where a script chose the digest', async () => {
    const stage = createRegistryStage();
    const digest = stage.fleet.pushImage('web', { tags: ['1.0'], digest: NO_DIGEST });
    const { images } = await stage.ecr.send(
      new BatchGetImageCommand({ ...web, imageIds: [{ imageTag: '1.0' }] }),
    );
    const put = { ...web, imageManifest: images?.[0]?.imageManifest, imageTag: 'stable' };

    await stage.ecr.send(new PutImageCommand(put));
    const again = stage.ecr.send(new PutImageCommand(put));

    await expect(again).rejects.toMatchObject({ name: 'ImageAlreadyExistsException' });
    expect(await imagesOf(stage)).toMatchObject([{ imageDigest: digest, imageTags: ['1.0', 'stable'] }]);
  });

  it('takes an index over the API only with children that are there', async () => {
    const { ecr } = createRegistryStage();
    const imageManifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: INDEX,
      manifests: [{ digest: NO_DIGEST }],
    });

    const put = ecr.send(new PutImageCommand({ ...web, imageManifest }));

    await expect(put).rejects.toMatchObject({ name: 'ReferencedImagesNotFoundException' });
  });

  it('gives an index only to those who accept one', async () => {
    const { ecr, fleet } = createRegistryStage();
    fleet.pushImage('web', { tags: ['1.0'], children: [fleet.pushImage('web', {})] });
    const ask = (...acceptedMediaTypes: string[]) =>
      ecr.send(new BatchGetImageCommand({ ...web, imageIds: [{ imageTag: '1.0' }], acceptedMediaTypes }));

    const refused = await ask('application/vnd.oci.image.manifest.v1+json');

    expect(refused).toMatchObject({ images: [], failures: [{ failureCode: 'ImageNotFound' }] });
    expect(await ask(INDEX)).toMatchObject({ images: [{ imageManifestMediaType: INDEX }], failures: [] });
  });

  it('takes an index over the API, as large as its largest child', async () => {
    const stage = createRegistryStage();
    const digests = [3, 9, 5].map((bytes) => stage.fleet.pushImage('web', { bytes }));
    const manifests = digests.map((digest) => ({ digest }));
    const imageManifest = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests });

    await stage.ecr.send(new PutImageCommand({ ...web, imageManifest, imageTag: '1.0' }));

    expect((await imagesOf(stage)).at(-1)).toMatchObject({ imageTags: ['1.0'], imageSizeInBytes: 9 });
  });

  it('lists the artifacts of an image that are not archived, and shows at each whose it is', async () => {
    const stage = createRegistryStage();
    const subject = stage.fleet.pushImage('web', { tags: ['1.0'] });
    const artifactType = 'application/vnd.dev.cosign.artifact.sig.v1+json';
    const signature = stage.fleet.pushImage('web', { subject, artifactType, bytes: 500 });

    const imageId = { imageDigest: stage.fleet.pushImage('web', { subject }) };
    await stage.ecr.send(
      new UpdateImageStorageClassCommand({ ...web, imageId, targetStorageClass: 'ARCHIVE' }),
    );
    const { referrers } = await stage.ecr.send(
      new ListImageReferrersCommand({ ...web, subjectId: { imageDigest: subject } }),
    );

    expect(referrers).toMatchObject([
      { digest: signature, artifactType, size: 500, artifactStatus: 'ACTIVE' },
    ]);
    expect((await imagesOf(stage)).at(-1)).toMatchObject({
      imageDigest: signature,
      subjectManifestDigest: subject,
      artifactMediaType: artifactType,
    });
  });

  it('filters by whether images are tagged, and lists a tag at a time', async () => {
    const stage = createRegistryStage();
    const tagged = stage.fleet.pushImage('web', { tags: ['a', 'b'] });
    const untagged = stage.fleet.pushImage('web', {});

    const { imageIds } = await stage.ecr.send(new ListImagesCommand(web));

    expect(await imagesOf(stage, { filter: { tagStatus: 'UNTAGGED' } })).toMatchObject([
      { imageDigest: untagged },
    ]);
    expect(imageIds).toEqual([
      { imageDigest: tagged, imageTag: 'a' },
      { imageDigest: tagged, imageTag: 'b' },
      { imageDigest: untagged },
    ]);
  });

  it('refuses what does not exist or breaks a rule, in the words of ECR', async () => {
    const { ecr } = createRegistryStage();
    const ask = (input: ConstructorParameters<typeof DescribeImagesCommand>[0]) =>
      ecr.send(new DescribeImagesCommand(input));

    await expect(ask({ repositoryName: 'none' })).rejects.toMatchObject({
      name: 'RepositoryNotFoundException',
      message: "The repository with name 'none' does not exist in the registry with id '111122223333'",
    });
    await expect(ask({ ...web, registryId: '444455556666' })).rejects.toMatchObject({
      name: 'RepositoryNotFoundException',
    });
    await expect(ask({ ...web, maxResults: 1, imageIds: [] })).rejects.toThrow(/cannot be used together/);
    await expect(ask({ ...web, imageIds: [{ imageTag: 'none' }] })).rejects.toMatchObject({
      name: 'ImageNotFoundException',
    });
    await expect(ask({ ...web, maxResults: 1_001 })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await expect(ask({ ...web, nextToken: 'x' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});
