import { BatchGetImageCommand, PutImageCommand } from '@aws-sdk/client-ecr';
import { beforeEach, describe, expect, it } from 'vitest';
import { SILENT } from '../../local/log.ts';
import { createExecute } from '../../shared/actions/index.ts';
import { readImages } from '../../shared/aws/reads/images.ts';
import { createResponseClients } from '../../shared/aws/response-clients.ts';
import type { Image } from '../../shared/domain/image.ts';
import { choose, type ImagesAction, type RestoreImages } from '../../shared/domain/images-action.ts';
import { createRegistryStage, type RegistryStage } from '../local/fleet/ecr/support.ts';

const BASE = { target: 'arn', registryId: '111122223333', bytes: 1 } as const;

let stage: RegistryStage;
let index: string;
let child: string;

beforeEach(() => {
  stage = createRegistryStage();
  child = stage.fleet.pushImage('web', {});
  index = stage.fleet.pushImage('web', { children: [child] });
});

function execute(action: ImagesAction) {
  const clients = createResponseClients({ region: 'eu-west-1', intercept: stage.fleet.intercept });
  return createExecute(clients, SILENT)(action);
}

/** By digest. */
async function looks(): Promise<ReadonlyMap<string, Image>> {
  const images = await readImages(stage.ecr, 'web');
  return new Map(images.map((image) => [image.digest, image]));
}

/** The index, and then its child, as they look now. */
async function inTwoWaves(): Promise<RestoreImages['chosen']> {
  const found = await looks();
  return [index, child].map((digest) => ({
    repository: 'web',
    images: [choose(found.get(digest) ?? { digest, tags: [] })],
  }));
}

async function archiving(): Promise<ImagesAction> {
  const base = { ...BASE, chosen: await inTwoWaves() };
  const inverse = { ...base, kind: 'ecr.restore-images', risk: 'low' } as const;
  const chosenAt = new Date(stage.timeline.now()).toISOString();
  return { ...base, kind: 'ecr.archive-images', risk: 'medium', chosenAt, inverse };
}

async function deleting(): Promise<ImagesAction> {
  return {
    ...BASE,
    chosen: await inTwoWaves(),
    kind: 'ecr.delete-images',
    risk: 'high',
    status: 'ARCHIVED',
    chosenAt: '',
  };
}

/** Somebody has plans with it. */
async function tag(digest: string): Promise<void> {
  const names = { repositoryName: 'web', imageIds: [{ imageDigest: digest }] };
  const { images = [] } = await stage.ecr.send(new BatchGetImageCommand(names));
  const imageManifest = images[0]?.imageManifest;
  await stage.ecr.send(new PutImageCommand({ repositoryName: 'web', imageManifest, imageTag: 'wanted' }));
}

describe('shared/actions, on images that belong together', () => {
  it('archives an index and then what it lists, and nothing more when it is repeated', async () => {
    const action = await archiving();

    const results = [await execute(action), await execute(action)];

    expect(results.map(({ reason }) => reason)).toEqual(['archived 2 images', 'archived 2 images']);
    expect([...(await looks()).values()].map(({ status }) => status)).toEqual(['ARCHIVED', 'ARCHIVED']);
  });

  it('leaves the children of an index where they are when somebody tags it meanwhile', async () => {
    const action = await archiving();
    await tag(index);

    const result = await execute(action);

    expect(result).toEqual({
      type: 'refused',
      reason: 'archived 0 images; 1 left alone: tagged meanwhile; 1 left alone: may belong to one that stays',
    });
    expect((await looks()).get(child)?.status).toBe('ACTIVE');
  });

  it('knows of a child that an earlier try archived, although it leaves the index alone by now', async () => {
    const action = await archiving();
    await execute(action);
    stage.fleet.pushImage('web', { digest: index, tags: ['wanted'], children: [child] });

    expect(await execute(action)).toMatchObject({ type: 'done', after: '1' });
  });

  it('takes no signature from an image that somebody brought back from the archive', async () => {
    const signature = stage.fleet.pushImage('web', { tags: [`${index.replace(':', '-')}.sig`] });
    child = signature;
    await execute(await archiving());
    const action = await deleting();
    const imageId = { imageDigest: index };
    const back = { repositoryName: 'web', imageId, targetStorageClass: 'STANDARD' };
    stage.fleet.send('ECR', 'UpdateImageStorageClass', back);

    const result = await execute(action);

    expect(result.type).toBe('refused');
    expect((await looks()).has(signature)).toBe(true);
  });
});
