import { describe, expect, it } from 'vitest';
import { serviceError } from '../simulated-aws.ts';
import { createUseStage, DIGEST, REGISTRY } from './stage.ts';

describe('shared/aws/uses/functions', () => {
  it('keeps the image of every published version, by the digest that Lambda resolved', async () => {
    const stage = createUseStage();
    stage.fleet.putImageFunction('thumbnails', `${REGISTRY}/thumbnails:blue`);
    stage.fleet.putImageFunction('thumbnails', `${REGISTRY}/thumbnails:green`);

    const uses = await stage.uses('functions');

    expect(uses.map(({ by, kind, tag }) => ({ by, kind, tag }))).toEqual([
      { by: 'function thumbnails:1', kind: 'lambda', tag: undefined },
      { by: 'function thumbnails:2', kind: 'lambda', tag: undefined },
      { by: 'function thumbnails', kind: 'lambda', tag: undefined },
    ]);
    const [blue, green, latest] = uses.map(({ digest }) => digest);
    expect(blue).toMatch(/^sha256:/);
    expect(green).not.toBe(blue);
    expect(latest).toBe(green);
  });

  it('follows the pages of a long list', async () => {
    const stage = createUseStage();
    for (let count = 0; count < 60; count++)
      stage.fleet.putImageFunction(`f${count}`, `${REGISTRY}/f:${count}`);

    expect(await stage.uses('functions')).toHaveLength(120);
  });

  it('asks nothing of functions that are zip files', async () => {
    const stage = createUseStage();
    stage.disturb(async ({ name, pass }) =>
      name === 'Lambda:ListFunctions' ? { Functions: [{ FunctionName: 'z', PackageType: 'Zip' }] } : pass(),
    );

    expect(await stage.uses('functions')).toEqual([]);
  });

  it('a version that was deleted meanwhile uses nothing; one without an image is an error', async () => {
    const stage = createUseStage();
    stage.fleet.putImageFunction('f', `${REGISTRY}/f@${DIGEST}`);
    stage.disturb(async ({ name, pass }) => {
      if (name === 'Lambda:GetFunction') throw serviceError('ResourceNotFoundException', 'gone', 404);
      return pass();
    });
    expect(await stage.uses('functions')).toEqual([]);

    stage.disturb(async ({ name, pass }) => (name === 'Lambda:GetFunction' ? { Code: {} } : pass()));
    await expect(stage.uses('functions')).rejects.toThrow(
      'function f:1 came back without "Code.ResolvedImageUri"',
    );
  });
});
