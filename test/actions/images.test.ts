import { describe, expect, it } from 'vitest';
import { createFleet, type Fleet } from '../../local/fleet/index.ts';
import { SILENT } from '../../local/log.ts';
import { createTimeline } from '../../local/timeline.ts';
import { createExecute } from '../../shared/actions/index.ts';
import { ACTION_PERMISSIONS } from '../../shared/actions/permissions.ts';
import { createResponseClients } from '../../shared/aws/response-clients.ts';
import type {
  ArchiveImages,
  DeleteImages,
  ImagesAction,
  RestoreImages,
} from '../../shared/domain/images-action.ts';
import { tagsHash } from '../../shared/domain/images-action.ts';
import { REPOSITORY, releases, statusOf } from '../support/registry.ts';

const NOW = Date.UTC(2026, 2, 23, 10);
const HOUR = 3600_000;

function open(count = 5) {
  const timeline = createTimeline(NOW);
  const fleet = createFleet({ timeline, seed: 1, emit: () => {} });
  const digests = releases({ fleet, timeline }, count);
  const clients = createResponseClients({ region: 'eu-west-1', intercept: fleet.intercept });
  const execute = createExecute(clients, SILENT);
  const status = (digest: string) => statusOf({ fleet }, digest);
  return { timeline, fleet, digests, execute, status };
}

const base = (digests: readonly string[], first = 1) => ({
  target: 'arn:aws:ecr:eu-west-1:111122223333:repository/*',
  registryId: '111122223333',
  risk: 'medium' as const,
  bytes: 1,
  chosen: [
    {
      repository: REPOSITORY,
      images: digests.map((digest, index) => ({ digest, tagsHash: tagsHash([`1.${first + index}.0`]) })),
    },
  ],
});
const restore = (digests: readonly string[]): RestoreImages => ({
  ...base(digests),
  kind: 'ecr.restore-images',
});
const archive = (digests: readonly string[]): ArchiveImages => ({
  ...base(digests),
  kind: 'ecr.archive-images',
  chosenAt: new Date(NOW).toISOString(),
  inverse: restore(digests),
});
const remove = (digests: readonly string[]): DeleteImages => ({
  ...base(digests),
  kind: 'ecr.delete-images',
  status: 'ARCHIVED',
  chosenAt: new Date(NOW).toISOString(),
});

function useByTask(fleet: Fleet, digest: string): void {
  const image = `111122223333.dkr.ecr.eu-west-1.amazonaws.com/${REPOSITORY}@${digest}`;
  const containerDefinitions = [{ name: 'app', image, memory: 512, essential: true }];
  fleet.addCluster({ name: 'prod', instances: 1 });
  const taskDefinition = fleet.registerTaskDefinition({ family: 'render', containerDefinitions });
  fleet.runTask({ cluster: 'prod', taskDefinition, launchType: 'EC2' });
}

describe('actions on images', () => {
  it('archive what is still as it was, and are harmless when repeated', async () => {
    const { digests, execute, status } = open();
    const action = archive(digests.slice(0, 2));

    expect(await execute(action)).toMatchObject({ type: 'done', reason: 'archived 2 images' });
    expect(await execute(action)).toMatchObject({ type: 'done' });
    expect(digests.map(status)).toEqual(['ARCHIVED', 'ARCHIVED', 'ACTIVE', 'ACTIVE', 'ACTIVE']);
  });

  it('leave an image alone that somebody tagged since', async () => {
    const { fleet, digests, execute, status } = open();
    const action = archive(digests.slice(0, 2));
    fleet.pushImage(REPOSITORY, { digest: digests[0] ?? '', tags: ['prod'] });

    const result = await execute(action);

    expect(result).toMatchObject({
      type: 'done',
      reason: 'archived 1 image; 1 left alone: tagged meanwhile',
    });
    expect(status(digests[0] ?? '')).toBe('ACTIVE');
  });

  it('refuse when nothing is left to do', async () => {
    const { fleet, digests, execute } = open();
    const action = archive(digests.slice(0, 1));
    fleet.pushImage(REPOSITORY, { digest: digests[0] ?? '', tags: ['prod'] });

    expect(await execute(action)).toMatchObject({ type: 'refused' });
  });

  it('restore what was archived, with the archiving’s own inverse', async () => {
    const { timeline, digests, execute, status } = open();
    const action = archive(digests.slice(0, 2));
    await execute(action);

    expect(await execute(action.inverse)).toMatchObject({ type: 'done', reason: 'restored 2 images' });
    await timeline.run(NOW + HOUR);
    expect(digests.map(status)).toEqual(digests.map(() => 'ACTIVE'));
  });

  it('delete what lies in the archive, and nothing else', async () => {
    const { digests, execute, status } = open();
    await execute(archive(digests.slice(0, 2)));

    const result = await execute(remove(digests.slice(0, 3)));

    expect(result).toMatchObject({ type: 'done', reason: 'deleted 2 images; 1 left alone: ACTIVE' });
    expect(digests.map(status)).toEqual([undefined, undefined, 'ACTIVE', 'ACTIVE', 'ACTIVE']);
  });

  it('delete what was never archived where that is wanted, but not what was pulled since', async () => {
    const { timeline, fleet, digests, execute, status } = open();
    const pulled = digests[1] ?? '';
    await timeline.run(NOW + HOUR);
    useByTask(fleet, pulled);
    await timeline.run(NOW + 2 * HOUR);

    const result = await execute({ ...remove(digests.slice(0, 2)), status: 'ANY' });

    expect(result.reason).toBe('deleted 1 image; 1 left alone: pulled meanwhile');
    expect(digests.slice(0, 2).map(status)).toEqual([undefined, 'ACTIVE']);
  });

  it('leave an image that an index still lists, and say so', async () => {
    const { fleet, digests, execute, status } = open();
    const [child = ''] = digests;
    fleet.pushImage(REPOSITORY, { tags: ['multi'], children: [child] });
    await execute(archive([child]));

    const result = await execute(remove([child]));

    expect(result).toMatchObject({
      type: 'refused',
      reason: 'deleted 0 images; 1 left alone: an index lists it',
    });
    expect(status(child)).toBe('ARCHIVED');
  });

  it('say which permission is missing, and go on once it is there', async () => {
    const { fleet, digests, execute, status } = open();
    const done = fleet.fault({ command: 'UpdateImageStorageClass', kind: 'denied' });

    const refused = await execute(archive(digests));
    done();

    expect(refused).toMatchObject({ type: 'failed' });
    expect(refused.reason).toContain('ecr:UpdateImageStorageClass');
    expect(await execute(archive(digests))).toMatchObject({ type: 'done' });
    expect(digests.map(status)).toEqual(digests.map(() => 'ARCHIVED'));
  });

  it.each<[string, (digests: readonly string[]) => ImagesAction, boolean]>([
    ['ecr.archive-images', archive, false],
    ['ecr.restore-images', restore, true],
    ['ecr.delete-images', remove, true],
  ])('%s declares exactly the IAM actions that it uses', async (kind, make, isArchived) => {
    const { fleet, digests, execute } = open();
    if (isArchived) await execute(archive(digests));
    const before = fleet.calls.length;

    await execute(make(digests));

    const used = new Set(fleet.calls.slice(before).map(({ command }) => `ecr:${command}`));
    expect([...used].sort()).toEqual([...ACTION_PERMISSIONS[kind as ImagesAction['kind']]].sort());
  });
});
