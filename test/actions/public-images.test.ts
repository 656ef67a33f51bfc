import { describe, expect, it } from 'vitest';
import { createFleet } from '../../local/fleet/index.ts';
import { SILENT } from '../../local/log.ts';
import { createTimeline } from '../../local/timeline.ts';
import { createExecute } from '../../shared/actions/index.ts';
import { createResponseClients } from '../../shared/aws/response-clients.ts';
import { choose, type DeletePublicImages } from '../../shared/domain/images-action.ts';
import { PUBLIC_REPOSITORY, publicDigests, publicReleases, pushPublic } from '../support/public-registry.ts';

function open() {
  const timeline = createTimeline(Date.UTC(2026, 2, 23, 10));
  const fleet = createFleet({ timeline, seed: 1, emit: () => {} });
  const digests = publicReleases({ fleet, timeline }, 3);
  const clients = createResponseClients({ region: 'eu-west-1', intercept: fleet.intercept });
  return { place: { fleet, timeline }, fleet, digests, execute: createExecute(clients, SILENT) };
}

/** Of images as they were chosen, each with one tag or none. */
function remove(
  ...images: readonly (readonly [digest: string | undefined, tag?: string])[]
): DeletePublicImages {
  const chosen = images.map(([digest = '', tag]) => choose({ digest, tags: tag === undefined ? [] : [tag] }));
  return {
    kind: 'ecr-public.delete-images',
    target: 'arn:aws:ecr-public::111122223333:repository/*',
    registryId: '111122223333',
    risk: 'high',
    bytes: 1,
    chosen: [{ repository: PUBLIC_REPOSITORY, images: chosen }],
  };
}

describe('deleting images of ECR Public', () => {
  it('deletes what is as it was chosen, is harmless when repeated, and leaves what was tagged since', async () => {
    const { fleet, digests, execute } = open();
    const [first, second] = digests;
    const action = remove([first, '1.1.0'], [second, 'as-it-was']);

    const result = await execute(action);

    expect(result.reason).toBe('deleted 1 image; 1 left alone: tagged meanwhile');
    expect(publicDigests({ fleet })).toEqual(digests.slice(1));
    expect(await execute(action)).toEqual(result);
  });

  it('leaves an image that an index lists by now, because ECR Public refuses it', async () => {
    const { place, fleet, execute } = open();
    const child = pushPublic(place, {}, 9);
    pushPublic(place, { tags: ['multi'], children: [child] }, 1);

    const result = await execute(remove([child]));

    expect(result).toMatchObject({ type: 'refused' });
    expect(result.reason).toContain('an index lists it');
    expect(publicDigests({ fleet })).toContain(child);
  });

  it('says which permission is missing', async () => {
    const { fleet, digests, execute } = open();
    fleet.fault({ command: 'BatchDeleteImage', kind: 'denied' });

    const result = await execute(remove([digests[0], '1.1.0']));

    expect(result).toMatchObject({ type: 'failed' });
    expect(result.reason).toContain('ecr-public:BatchDeleteImage');
  });

  it('does not know what became of a deletion without an answer, and may repeat it', async () => {
    const { fleet, digests, execute } = open();
    const action = remove([digests[0], '1.1.0']);
    fleet.fault({ command: 'BatchDeleteImage', kind: 'lost-answer' });

    await expect(execute(action)).rejects.toThrow('repeating this is harmless');

    expect(await execute(action)).toMatchObject({ type: 'done' });
    expect(publicDigests({ fleet })).toEqual(digests.slice(1));
  });
});
