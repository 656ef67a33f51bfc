import type { Task } from '@aws-sdk/client-ecs';
import { ClusterNotFoundException } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { createUseStage, DIGEST, REGISTRY, register, run, type UseStage } from './stage.ts';

const web = { registry: REGISTRY, repository: 'web' };
const running = { kind: 'running', by: 'task web:1 in shop' };

/** What DescribeTasks says, changed. */
function describeAs(stage: UseStage, change: (task: Task) => Task): void {
  stage.disturb(async ({ name, pass }) => {
    const answer: { tasks?: Task[] } = await pass();
    return name === 'ECS:DescribeTasks' ? { ...answer, tasks: answer.tasks?.map(change) } : answer;
  });
}

describe('shared/aws/uses/tasks', () => {
  it('goes by the digest that a running task pulled, wherever its tag points now', async () => {
    const stage = createUseStage();
    run(stage, 'web:1');
    await stage.pass(2);
    const digest = stage.fleet.tasks()[0]?.containers?.[0]?.imageDigest;

    const uses = await stage.uses('tasks');

    expect(digest).toMatch(/^sha256:/);
    expect(uses).toEqual([{ ...web, digest, ...running }]);
  });

  it('counts a task that is still pending, by the tag that it will pull', async () => {
    const stage = createUseStage();
    run(stage, 'web:1');

    expect(stage.fleet.tasks()[0]).toMatchObject({ lastStatus: 'PROVISIONING' });
    expect(await stage.uses('tasks')).toEqual([{ ...web, tag: '1.0', ...running }]);
  });

  it.each([
    ['no containers', { containers: [] }],
    ['a container without its image', { containers: [{ name: 'app' }] }],
  ])('takes the task definition for a task that shows %s yet', async (_what, shown) => {
    const stage = createUseStage();
    run(stage, 'web:1');
    describeAs(stage, (task) => ({ ...task, ...shown }));

    expect(await stage.uses('tasks')).toEqual([{ ...web, tag: '1.0', ...running }]);
  });

  it('names every container in ECR and ECR Public, and leaves out what is pulled from elsewhere', async () => {
    const stage = createUseStage();
    run(stage, 'web:1');
    const ours = [`${REGISTRY}/web@${DIGEST}`, `${REGISTRY}/proxy`];
    const images = [...ours, 'public.ecr.aws/xray/daemon:1', 'nginx:1.27'];
    describeAs(stage, (task) => ({ ...task, containers: images.map((image) => ({ image })) }));

    expect(await stage.uses('tasks')).toEqual([
      { ...web, digest: DIGEST, ...running },
      { registry: REGISTRY, repository: 'proxy', ...running },
      { registry: 'public.ecr.aws', repository: 'daemon', tag: '1', ...running },
    ]);
  });

  it('reads more tasks than one call takes', async () => {
    const stage = createUseStage();
    for (let count = 0; count < 101; count++) run(stage, 'web:1');

    expect(await stage.uses('tasks')).toHaveLength(101);
    expect(stage.fleet.calls.map(({ command }) => command)).toEqual([
      'ListClusters',
      'ListTasks',
      'ListTasks',
      'DescribeTasks',
      'DescribeTasks',
    ]);
  });

  it('does not trust a list with a task that ECS cannot describe: it was placed a moment ago', async () => {
    const stage = createUseStage();
    register(stage, 'job', `${REGISTRY}/job:1`);
    run(stage, 'web:1');
    run(stage, 'job:1');
    stage.disturb(async ({ name, pass }) => {
      const answer: { tasks?: Task[] } = await pass();
      if (name !== 'ECS:DescribeTasks') return answer;
      return { tasks: answer.tasks?.slice(1), failures: [{ reason: 'MISSING' }] };
    });

    await expect(stage.uses('tasks')).rejects.toThrow(
      'the tasks of shop came back incomplete: 1 of 2 that ECS lists it does not describe yet; it helps to wait',
    );
  });

  it('a cluster that was deleted meanwhile had no tasks', async () => {
    const stage = createUseStage();
    stage.disturb(async ({ name, pass }) => {
      if (name === 'ECS:ListTasks') throw new ClusterNotFoundException({ message: 'gone', $metadata: {} });
      return pass();
    });

    expect(await stage.uses('tasks')).toEqual([]);
  });
});
