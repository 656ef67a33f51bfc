import { describe, expect, it } from 'vitest';
import { imageOfArn } from '../../../shared/aws/uses/image-arn.ts';
import { createUseStage, DIGEST, REGISTRY } from './stage.ts';

const OFF =
  'which images EKS runs cannot be told: Amazon Inspector does not scan ECR images here; turn that on, or list by hand what must be kept';

describe('shared/aws/uses/inspector', () => {
  it('keeps the images that Inspector sees running, and no others', async () => {
    const stage = createUseStage();
    stage.fleet.putInspected('team/cart', DIGEST, 3);
    stage.fleet.putInspected('cart', DIGEST, 1);
    stage.fleet.putInspected('idle', DIGEST, 0);

    expect(await stage.uses('eks', { watchesEks: true })).toEqual([
      {
        registry: REGISTRY,
        repository: 'team/cart',
        digest: DIGEST,
        kind: 'eks',
        by: '3 pods and tasks that Inspector sees',
      },
      {
        registry: REGISTRY,
        repository: 'cart',
        digest: DIGEST,
        kind: 'eks',
        by: '1 pod or task that Inspector sees',
      },
    ]);
  });

  it('does not take an image for used on the filter alone', async () => {
    const stage = createUseStage();
    stage.fleet.putInspected('idle', DIGEST, 0);
    stage.disturb(({ name, input, pass }) =>
      name === 'Inspector2:ListCoverage' ? pass({ ...input, filterCriteria: {} }) : pass(),
    );

    expect(await stage.uses('eks')).toEqual([]);
  });

  it('Inspector being off is a gap only where EKS is to be watched', async () => {
    const stage = createUseStage();

    expect((await stage.graph({ watchesEks: false })).unread).toEqual([]);
    expect((await stage.graph({ watchesEks: true })).unread).toEqual([OFF]);
  });

  it('a Region without Inspector is a gap only where EKS is to be watched', async () => {
    const stage = createUseStage();
    stage.disturb(async ({ name, pass }) => {
      if (name.startsWith('Inspector2'))
        throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
      return pass();
    });

    expect((await stage.graph({ watchesEks: false })).unread).toEqual([]);
    expect((await stage.graph({ watchesEks: true })).unread).toEqual([
      'whether Inspector is on could not be read with inspector2:BatchGetAccountStatus: Error: getaddrinfo ENOTFOUND',
    ]);
  });

  it('an answer about no account, or an image that is none, is an error', async () => {
    const stage = createUseStage();
    stage.fleet.putInspected('cart', 'latest', 1);

    await expect(stage.uses('eks')).rejects.toThrow('came back without "resourceId"');
    stage.disturb(async ({ name, pass }) =>
      name === 'Inspector2:BatchGetAccountStatus' ? { accounts: [] } : pass(),
    );
    await expect(stage.uses('eks')).rejects.toThrow('whether Inspector is on came back without "accounts"');
  });
});

describe('shared/aws/uses/image-arn', () => {
  it.each([
    ['aws', 'eu-west-1', 'amazonaws.com'],
    ['aws-us-gov', 'us-gov-west-1', 'amazonaws.com'],
    ['aws-cn', 'cn-north-1', 'amazonaws.com.cn'],
  ])('knows the registry of an image in %s', (partition, region, suffix) => {
    expect(imageOfArn(`arn:${partition}:ecr:${region}:111122223333:repository/a/b/${DIGEST}`)).toEqual({
      registry: `111122223333.dkr.ecr.${region}.${suffix}`,
      repository: 'a/b',
      digest: DIGEST,
    });
  });

  it.each(['', 'arn:aws:ecr:eu-west-1:111122223333:repository/a', `arn:aws:s3:::repository/a/${DIGEST}`])(
    'takes %j for none',
    (text) => {
      expect(imageOfArn(text)).toBeUndefined();
    },
  );
});
