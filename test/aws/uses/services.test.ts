import { ClusterNotFoundException, UnsupportedFeatureException } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import type { ImageUse } from '../../../shared/domain/image.ts';
import { NETWORK } from '../../local/fleet/support.ts';
import { createUseStage, REGISTRY, register, type UseStage } from './stage.ts';

const WEB = 'service web in shop';

function stageWithService(desiredCount = 1): UseStage {
  const stage = createUseStage();
  stage.fleet.createService({
    cluster: 'shop',
    name: 'web',
    taskDefinition: register(stage, 'web', `${REGISTRY}/web:2`),
    desiredCount,
    runningSince: stage.timeline.now(),
    placement: { launchType: 'FARGATE', network: NETWORK },
  });
  return stage;
}

/** Deploy a new image, and wait until it has settled. */
async function deploy(stage: UseStage, image: string, minutes = 10): Promise<void> {
  stage.fleet.deploy('shop', 'web', register(stage, 'web', `${REGISTRY}/${image}`));
  await stage.pass(minutes);
}

const tagged = (uses: readonly ImageUse[], kind: string) =>
  uses
    .filter((use) => use.kind === kind && use.tag !== undefined)
    .map(({ repository, tag }) => `${repository}:${tag}`);
const digests = (uses: readonly ImageUse[], kind: string) =>
  new Set(uses.flatMap((use) => (use.kind === kind ? (use.digest ?? []) : [])));

describe('shared/aws/uses/services', () => {
  it('keeps what a service is made of while it has no task at all', async () => {
    const stage = stageWithService(0);

    const uses = await stage.uses('services');

    expect(tagged(uses, 'deployed')).toEqual(['web:2']);
    expect(digests(uses, 'deployed').size).toBe(1);
    expect(uses.map(({ by }) => by)).toEqual(uses.map(() => WEB));
  });

  it('keeps both sides of a deployment that is on its way', async () => {
    const stage = stageWithService();
    await deploy(stage, 'web:3', 0.5);

    const uses = await stage.uses('services');

    expect(tagged(uses, 'deployed').sort()).toEqual(['web:2', 'web:3']);
    expect(digests(uses, 'deployed').size).toBe(2);
  });

  it('asks of every deployment that has not ended, in whatever order and state', async () => {
    const stage = stageWithService();
    const asked: unknown[] = [];
    stage.disturb(async ({ name, input, pass }) => {
      if (name === 'ECS:DescribeServiceDeployments') asked.push(input);
      if (name === 'ECS:DescribeServices')
        return { services: [{ serviceName: 'web', currentServiceDeployment: 'current' }] };
      if (name !== 'ECS:ListServiceDeployments') return pass();
      const at = (day: number) => ({ createdAt: new Date(Date.UTC(2026, 1, day)) });
      const serviceDeployments = [
        { serviceDeploymentArn: 'ended', status: 'STOPPED', ...at(1) },
        { serviceDeploymentArn: 'stopping', status: 'STOP_REQUESTED', ...at(2) },
        { serviceDeploymentArn: 'newest', status: 'SUCCESSFUL', ...at(4) },
        { serviceDeploymentArn: 'unheard-of', status: 'PAUSED', ...at(3) },
      ];
      return { serviceDeployments };
    });

    await stage.uses('services');

    expect(asked).toEqual([{ serviceDeploymentArns: ['newest', 'unheard-of', 'stopping', 'current'] }]);
  });

  it('keeps what a deployment replaces, brings, and falls back to', async () => {
    const stage = stageWithService();
    const asked: unknown[] = [];
    stage.disturb(async ({ name, input, pass }) => {
      if (name === 'ECS:DescribeServiceRevisions') asked.push(input);
      if (name !== 'ECS:DescribeServiceDeployments') return pass();
      const revisions = {
        sourceServiceRevisions: [{ arn: 'source' }, { arn: 'older-source' }],
        targetServiceRevision: { arn: 'target' },
        rollback: { serviceRevisionArn: 'fallback' },
      };
      return { serviceDeployments: [{ status: 'ROLLBACK_IN_PROGRESS', ...revisions }] };
    });

    await stage.uses('services');

    expect(asked[0]).toEqual({ serviceRevisionArns: ['target', 'source', 'older-source', 'fallback'] });
  });

  it('keeps the newest revisions that were successful, the current one among them', async () => {
    const stage = stageWithService();
    for (const tag of [3, 4, 5]) await deploy(stage, `web:${tag}`);
    const newest = await stage.uses('services', { rollbackDepth: 1 });
    const two = await stage.uses('services', { rollbackDepth: 2 });

    const running = stage.fleet.tasks({ service: 'web' }).find(({ lastStatus }) => lastStatus === 'RUNNING');
    expect(digests(newest, 'deployed')).toEqual(new Set([running?.containers?.[0]?.imageDigest]));
    expect(digests(newest, 'rollback')).toEqual(digests(newest, 'deployed'));
    expect(digests(two, 'rollback').size).toBe(2);
    expect([...digests(two, 'rollback')]).toEqual(expect.arrayContaining([...digests(newest, 'rollback')]));
  });

  it('deploying the same image again pushes nothing out', async () => {
    const stage = stageWithService();
    await deploy(stage, 'web:3');
    const before = await stage.uses('services', { rollbackDepth: 2 });
    for (let again = 0; again < 25; again++) await deploy(stage, 'web:3');

    const uses = await stage.uses('services', { rollbackDepth: 2 });

    expect(digests(uses, 'rollback')).toEqual(digests(before, 'rollback'));
    expect(digests(uses, 'rollback').size).toBe(2);
  });

  it('a service that ECS does not deploy itself is known by its task sets', async () => {
    const stage = stageWithService();
    stage.disturb(async ({ name, pass }) => {
      if (name === 'ECS:DescribeServices')
        return { services: [{ serviceName: 'web', taskSets: [{ taskDefinition: 'web:1' }] }] };
      if (name === 'ECS:ListServiceDeployments')
        throw new UnsupportedFeatureException({ message: 'another controller', $metadata: {} });
      return pass();
    });

    expect(await stage.uses('services')).toEqual([
      { registry: REGISTRY, repository: 'web', tag: '1.0', kind: 'deployed', by: WEB },
    ]);
  });

  it('asks for services of both strategies, and for more than one call takes', async () => {
    const stage = stageWithService();
    for (let count = 0; count < 11; count++)
      stage.fleet.createService({
        cluster: 'shop',
        name: `s${count}`,
        taskDefinition: 'web:1',
        desiredCount: 0,
      });

    const uses = await stage.uses('services');

    expect(new Set(uses.map(({ by }) => by)).size).toBe(12);
    const lists = stage.fleet.calls.filter(({ command }) => command === 'ListServices');
    expect(lists.map(({ input }) => input)).toMatchObject([
      { schedulingStrategy: 'REPLICA' },
      { schedulingStrategy: 'DAEMON' },
    ]);
  });

  it('a cluster or service that was deleted meanwhile uses nothing; one that is unreadable is an error', async () => {
    const stage = stageWithService();
    stage.disturb(async ({ name, pass }) => {
      if (name === 'ECS:ListServices') throw new ClusterNotFoundException({ message: 'gone', $metadata: {} });
      return pass();
    });
    expect(await stage.uses('services')).toEqual([]);

    stage.disturb(async ({ name, pass }) =>
      name === 'ECS:DescribeServices' ? { failures: [{ arn: 'web', reason: 'MISSING' }] } : pass(),
    );
    expect(await stage.uses('services')).toEqual([]);

    stage.disturb(async ({ name, pass }) =>
      name === 'ECS:DescribeServices' ? { failures: [{ arn: 'web', reason: 'INTERNAL' }] } : pass(),
    );
    await expect(stage.uses('services')).rejects.toThrow(
      'the services of shop came back incomplete: ECS answered "INTERNAL" for web',
    );
  });

  it('a service that ECS lists and then says nothing about is an error', async () => {
    const stage = stageWithService();
    stage.disturb(async ({ name, pass }) => (name === 'ECS:DescribeServices' ? { services: [] } : pass()));

    await expect(stage.uses('services')).rejects.toThrow(
      'the services of shop came back incomplete: of 1 that ECS lists it says nothing about 1; it helps to wait',
    );
  });
});
