import { describe, expect, it } from 'vitest';
import { createUseStage, REGISTRY, register } from './stage.ts';

describe('shared/aws/uses/definitions', () => {
  it('keeps the newest revisions of every family, and no others', async () => {
    const stage = createUseStage();
    for (let tag = 1; tag <= 12; tag++) register(stage, 'job', `${REGISTRY}/job:${tag}`);
    // A family whose name begins with that of another is not that family.
    register(stage, 'job-nightly', `${REGISTRY}/nightly:1`);

    const uses = await stage.uses('definitions', { rollbackDepth: 2 });

    expect(uses).toEqual([
      { registry: REGISTRY, repository: 'web', tag: '1.0', kind: 'rollback', by: 'task definition web:1' },
      { registry: REGISTRY, repository: 'job', tag: '12', kind: 'rollback', by: 'task definition job:12' },
      { registry: REGISTRY, repository: 'job', tag: '11', kind: 'rollback', by: 'task definition job:11' },
      {
        registry: REGISTRY,
        repository: 'nightly',
        tag: '1',
        kind: 'rollback',
        by: 'task definition job-nightly:1',
      },
    ]);
  });

  it('goes on to the next page while there are too few', async () => {
    const stage = createUseStage();
    for (let tag = 1; tag <= 130; tag++) register(stage, 'job', `${REGISTRY}/job:${tag}`);

    const uses = await stage.uses('definitions', { rollbackDepth: 120 });

    expect(uses.filter(({ repository }) => repository === 'job').map(({ tag }) => Number(tag))).toEqual(
      Array.from({ length: 120 }, (_, index) => 130 - index),
    );
  });

  it('asks for each task definition once, however many readers want it', async () => {
    const stage = createUseStage();
    stage.fleet.createService({ cluster: 'shop', name: 'web', taskDefinition: 'web:1', desiredCount: 0 });

    const { uses } = await stage.graph();

    expect(new Set(uses.map(({ by }) => by))).toEqual(
      new Set(['service web in shop', 'task definition web:1']),
    );
    expect(stage.fleet.calls.filter(({ command }) => command === 'DescribeTaskDefinition')).toHaveLength(1);
  });
});
