import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { callsFor, SHARES } from '../../bench/scale/sweep.ts';
import { RESPOND_TIMEOUT, sweepQuotas } from '../../bench/scale/sweep-quotas.ts';
import { SILENT } from '../../local/log.ts';
import { createExecute } from '../../shared/actions/index.ts';
import { createAllReads } from '../../shared/aws/reads.ts';
import type { UseReaderName } from '../../shared/aws/uses.ts';
import { type ArchiveImages, choose, type DeleteImages } from '../../shared/domain/images-action.ts';
import { CLUSTER, createUseStage, REGISTRY, ROLE, register, type UseStage } from '../aws/uses/stage.ts';
import { NETWORK } from '../local/fleet/support.ts';

/** More than one page of services that are described, fewer than one of anything else. */
const THINGS = 12;
const NAMES = Array.from({ length: THINGS }, (_, index) => `thing-${index}`);

/** A registry and a cluster with so many of everything, each service with one task and a family of its own. */
function stageOfThings(): UseStage {
  const stage = createUseStage();
  const { fleet } = stage;
  for (const name of NAMES) {
    for (let revision = 1; revision <= 5; revision += 1) register(stage, name, `${REGISTRY}/shop/${name}:1`);
    const EcsParameters = { TaskDefinitionArn: `${name}:5` };
    fleet.createService({
      cluster: 'shop',
      name,
      taskDefinition: `${name}:5`,
      desiredCount: 1,
      runningSince: stage.timeline.now(),
      placement: { launchType: 'FARGATE', network: NETWORK },
    });
    fleet.putRule(name, [{ Id: '1', Arn: CLUSTER, RoleArn: ROLE, EcsParameters }]);
    fleet.putSchedule(`default/${name}`, { Arn: CLUSTER, RoleArn: ROLE, EcsParameters });
    fleet.putImageFunction(name, `${REGISTRY}/${name}:1`);
  }
  return stage;
}

/** How often each of the commands was sent meanwhile. */
async function counted(
  { fleet }: UseStage,
  commands: Readonly<Record<string, unknown>>,
  work: () => Promise<unknown>,
): Promise<Record<string, number>> {
  const before = fleet.calls.length;
  await work();
  const sent = fleet.calls.slice(before).map(({ command }) => command);
  return Object.fromEntries(
    Object.keys(commands).map((name) => [name, sent.filter((command) => command === name).length]),
  );
}

/** What the paper says of so many things, command for command. */
function said(share: keyof typeof SHARES, things: number): Record<string, number> {
  const commands: Readonly<Record<string, (things: number) => number>> = SHARES[share].commands;
  return Object.fromEntries(Object.entries(commands).map(([name, calls]) => [name, calls(things)]));
}

function change(digests: readonly string[]) {
  const chosen = [{ repository: 'shop', images: digests.map((digest) => choose({ digest, tags: [] })) }];
  return { target: 'shop', registryId: '111122223333', chosen, bytes: 1, risk: 'low' } as const;
}

function archive(digests: readonly string[]): ArchiveImages {
  const inverse = { kind: 'ecr.restore-images', ...change(digests) } as const;
  return { kind: 'ecr.archive-images', ...change(digests), chosenAt: '2026-11-23T03:00:00Z', inverse };
}

function remove(digests: readonly string[]): DeleteImages {
  return { kind: 'ecr.delete-images', ...change(digests), status: 'ARCHIVED', chosenAt: '' };
}

/** Reader, share, and how many there are: of each function also a version, and of the families one more. */
const READERS: readonly (readonly [UseReaderName, keyof typeof SHARES, number])[] = [
  ['tasks', 'tasks', THINGS],
  ['services', 'services', THINGS],
  ['rules', 'rules', THINGS],
  ['schedules', 'schedules', THINGS],
  ['functions', 'functions', 2 * THINGS],
  ['definitions', 'families', THINGS + 1],
];

describe('bench/scale/sweep', () => {
  it.each(READERS)('knows what the reader of %s calls', async (reader, share, things) => {
    const stage = stageOfThings();
    for (let revision = 2; revision <= 5; revision += 1) register(stage, 'web', `${REGISTRY}/web:1`);

    const calls = await counted(stage, SHARES[share].commands, () =>
      stage.uses(reader, { rollbackDepth: 5 }),
    );

    expect(calls).toEqual(said(share, things));
  });

  it('knows what it takes to read every repository', async () => {
    const stage = createUseStage();
    const reads = createAllReads(stage.clients);
    for (const name of NAMES) stage.fleet.createRepository({ name });

    const calls = await counted(stage, SHARES.repositories.commands, async () => {
      for (const { name } of await reads.repositories()) await reads.images(name);
    });

    expect(calls).toEqual(said('repositories', THINGS));
  });

  it('knows what it takes to read a large one, with indexes', async () => {
    const stage = createUseStage();
    const { fleet } = stage;
    fleet.createRepository({ name: 'shop' });
    const children = Array.from({ length: 900 }, () => fleet.pushImage('shop', {}));
    for (const child of children.slice(0, 101)) fleet.pushImage('shop', { children: [child] });

    const commands = { ...SHARES.images.commands, ...SHARES.indexes.commands };
    const calls = await counted(stage, commands, () => createAllReads(stage.clients).images('shop'));

    expect(calls).toEqual({ ...said('images', 1_001), ...said('indexes', 101) });
  });

  it('knows what it takes to archive and to delete 101 images', async () => {
    const stage = createUseStage();
    const execute = createExecute(stage.clients, SILENT);
    stage.fleet.createRepository({ name: 'shop' });
    const digests = Array.from({ length: 101 }, () => stage.fleet.pushImage('shop', {}));

    const archived = await counted(stage, SHARES.archived.commands, () => execute(archive(digests)));
    const deleted = await counted(stage, SHARES.deleted.commands, () => execute(remove(digests)));

    expect(archived).toEqual(said('archived', 101));
    expect(deleted).toEqual(said('deleted', 101));
  });

  it('adds up a share, and takes no more images than one run does', () => {
    expect(callsFor(SHARES.services, 1_000)).toBe(11 + 100 + 4 * 1_000);
    expect(callsFor(SHARES.archived, 100_000)).toBe(5 + 500);
  });

  it('takes the time of an invocation from serverless.yml', () => {
    const { functions } = parse(readFileSync('serverless.yml', 'utf8'), { logLevel: 'error' });

    expect(functions.respond.timeout).toBe(RESPOND_TIMEOUT);
    expect(
      sweepQuotas()
        .map(({ bites }) => bites)
        .join(),
    ).toContain('583 services or 399 families');
  });
});
