import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { afterEach, describe, expect, it } from 'vitest';
import { serveWire, type WireServer } from '../../local/wire/server.ts';
import { connection } from '../../shared/aws/connection.ts';
import { withPlainImagePages } from '../../shared/aws/image-pages.ts';
import { readImages } from '../../shared/aws/reads/images.ts';
import { ReadError } from '../../shared/domain/errors.ts';

const JSON_1_1 = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'r-1' };
const IMAGE = {
  ...{ registryId: '111122223333', repositoryName: 'web', imageDigest: 'sha256:1', imageTags: ['v1', 'ü'] },
  ...{ imageSizeInBytes: 1024, imageManifestMediaType: 'application/vnd.oci.image.manifest.v1+json' },
  ...{ imagePushedAt: 1_767_225_600.1239, lastRecordedPullTime: 1_767_225_601, lastArchivedAt: 1.767e9 },
  ...{ imageStatus: 'ARCHIVED', subjectManifestDigest: 'sha256:2' },
};
const BARE = { imageDigest: 'sha256:2', imageSizeInBytes: 0, imagePushedAt: 1, lastActivatedAt: null };
const PAGE = JSON.stringify({ imageDetails: [IMAGE, BARE] });
const PAGED = new DescribeImagesCommand({ repositoryName: 'web' });

let wire: WireServer | undefined;
afterEach(() => wire?.close());

/** A client of an ECR that always answers this. */
async function ecrThatAnswers(body: string, status = 200): Promise<ECRClient> {
  wire = await serveWire(async () => ({ status, headers: JSON_1_1, body }));
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new ECRClient(connection('ecr', { region: 'eu-west-1', endpoint: wire.endpoint, credentials }));
}

describe('shared/aws/image-pages', () => {
  it('gives the images that the SDK gives by its schema, to the millisecond', async () => {
    const ecr = await ecrThatAnswers(PAGE);
    const bySchema = await readImages(ecr, 'web');

    const images = await readImages(withPlainImagePages(ecr), 'web');

    expect(images).toEqual(bySchema);
    expect(images[0]).toMatchObject({ tags: ['v1', 'ü'], pushedAt: '2026-01-01T00:00:00.124Z' });
  });

  it('takes a page as it was parsed, with its request', async () => {
    const page = JSON.stringify({ imageDetails: [{ ...IMAGE, newerThanTheSdk: 1 }] });
    const ecr = withPlainImagePages(await ecrThatAnswers(page));

    const answer = await ecr.send(PAGED);

    expect(answer.imageDetails?.[0]).toMatchObject({ newerThanTheSdk: 1 });
    expect(answer.$metadata).toMatchObject({ httpStatusCode: 200, requestId: 'r-1', attempts: 1 });
  });

  it('leaves a refusal to the SDK', async () => {
    const refusal = JSON.stringify({ __type: 'RepositoryNotFoundException', message: 'no web here' });
    const ecr = withPlainImagePages(await ecrThatAnswers(refusal, 400));

    await expect(ecr.send(PAGED)).rejects.toMatchObject({
      ...{ name: 'RepositoryNotFoundException', message: 'no web here', $fault: 'client' },
    });
  });

  it.each([
    ['half a page', PAGE.slice(0, PAGE.length / 2)],
    ['nothing', ''],
    ['no page', '[]'],
    ['no images', '{}'],
    ['a time that is none', PAGE.replace('1767225601', '"yesterday"')],
    ['a time that never comes', PAGE.replace('1767225601', '1e400')],
    ['an image without a digest', PAGE.replace('imageDigest', 'digest')],
  ])('makes %s a failed read', async (_, body) => {
    const ecr = withPlainImagePages(await ecrThatAnswers(body));

    await expect(readImages(ecr, 'web')).rejects.toThrow(ReadError);
  });
});
