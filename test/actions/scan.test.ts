import { UpdateImageStorageClassCommand } from '@aws-sdk/client-ecr';
import type { PutEventsRequest } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { createExecute } from '../../shared/actions/index.ts';
import { createResponseClients } from '../../shared/aws/response-clients.ts';
import type {
  RequestRebuild,
  RequestRollback,
  ScanAction,
  TagImage,
} from '../../shared/domain/scan-action.ts';
import { boundedPlan } from '../../shared/guardrails/bounded-plan.ts';
import { actionWords } from '../../shared/notify/action-words.ts';
import { undoCommand } from '../../shared/notify/undo.ts';
import { vulnerabilityTarget } from '../../shared/playbooks/ecr/scan-targets.ts';
import { parseSignal } from '../../shared/signals/index.ts';
import { createRegistryStage, imagesOf, NO_DIGEST } from '../local/fleet/ecr/support.ts';
import { incidentRef } from '../support/incidents.ts';

const HOME = { account: '111122223333', region: 'eu-west-1' };
const base = { risk: 'low', registryId: HOME.account } as const;

const rebuild: RequestRebuild = {
  ...base,
  kind: 'events.put-event',
  target: 'arn:aws:events:eu-west-1:111122223333:event-bus/default',
  details: [{ repository: 'web', images: [{ digest: NO_DIGEST, tags: ['1.0'] }], vulnerabilities: [] }],
};

const CLUSTER = 'arn:aws:ecs:eu-west-1:111122223333:cluster/prod';
const rollback: RequestRollback = {
  ...base,
  kind: 'events.request-rollback',
  target: rebuild.target,
  services: [{ clusterArn: CLUSTER, name: 'web' }],
  vulnerabilities: ['CVE-2026-1'],
};

function tagging(digest: string): TagImage {
  return {
    ...base,
    kind: 'ecr.tag-image',
    repository: 'web',
    target: 'arn:aws:ecr:eu-west-1:111122223333:repository/web',
    digest,
    tag: 'quarantine-1',
    inverse: { kind: 'ecr.untag-image', repository: 'web', tag: 'quarantine-1' },
  };
}

function openRegistry() {
  const stage = createRegistryStage();
  const clients = createResponseClients({ region: 'eu-west-1', intercept: stage.fleet.intercept });
  const execute = createExecute(clients, { info() {}, warn() {} });
  const puts = () => stage.fleet.calls.filter(({ command }) => /^Put(Image|Events)$/.test(command)).length;
  return { ...stage, execute, puts };
}

describe('ecr.tag-image', () => {
  it('gives the image one more tag, and a repeat writes nothing', async () => {
    const { fleet, execute, puts, ...stage } = openRegistry();
    const digest = fleet.pushImage('web', { tags: ['1.0'] });

    expect(await execute(tagging(digest))).toMatchObject({ type: 'done', after: 'quarantine-1' });
    expect(await execute(tagging(digest))).toMatchObject({
      type: 'done',
      reason: expect.stringContaining('already'),
    });
    const images = await imagesOf({ fleet, ...stage });
    expect(images.map(({ imageTags }) => imageTags)).toEqual([['1.0', 'quarantine-1']]);
    expect(puts()).toBe(1);
  });

  it('tags an index as it is', async () => {
    const { fleet, execute } = openRegistry();
    const child = fleet.pushImage('web', {});
    const index = fleet.pushImage('web', { tags: ['1.0'], children: [child] });

    expect(await execute(tagging(index))).toMatchObject({ type: 'done' });
  });

  it('leaves alone what is gone, archived, or has no tag', async () => {
    const { fleet, ecr, execute, puts } = openRegistry();
    const untagged = fleet.pushImage('web', {});
    const archived = fleet.pushImage('web', { tags: ['0.9'] });
    const imageId = { imageDigest: archived };
    const change = { repositoryName: 'web', imageId, targetStorageClass: 'ARCHIVE' } as const;
    await ecr.send(new UpdateImageStorageClassCommand(change));

    for (const [digest, reason] of [
      [NO_DIGEST, 'the image is gone'],
      [untagged, 'the image has no tag any more'],
      [archived, 'the image is ARCHIVED'],
    ] as const) {
      expect(await execute(tagging(digest))).toEqual({ type: 'refused', reason: `web: ${reason}` });
    }
    expect(puts()).toBe(0);
  });

  it('says which permission is missing, and may be repeated when no answer came', async () => {
    const { fleet, execute } = openRegistry();
    const digest = fleet.pushImage('web', { tags: ['1.0'] });
    fleet.fault({ command: 'PutImage', kind: 'denied', times: 1 });
    expect(await execute(tagging(digest))).toMatchObject({
      type: 'failed',
      reason: expect.stringContaining('add "ecr:PutImage" on web'),
    });

    fleet.fault({ command: 'PutImage', kind: 'lost-answer', times: 1 });
    await expect(execute(tagging(digest))).rejects.toThrow('repeating this is harmless');
    expect(await execute(tagging(digest))).toMatchObject({ type: 'done' });
  });
});

describe('events.put-event', () => {
  it('puts one event on the bus, and gives its id', async () => {
    const { fleet, execute, puts } = openRegistry();

    expect(await execute(rebuild)).toMatchObject({
      type: 'done',
      after: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(puts()).toBe(1);
    expect(fleet.calls.at(-1)?.input).toEqual({
      Entries: [
        {
          EventBusName: rebuild.target,
          Source: 'watchkeeper',
          DetailType: 'Image Rebuild Requested',
          Detail: JSON.stringify(rebuild.details[0]),
        },
      ],
    });
  });

  it('is refused on a bus that is not there: AWS would take the event, and drop it', async () => {
    const { execute, puts } = openRegistry();
    const nowhere = { ...rebuild, target: rebuild.target.replace('default', 'nowhere') };

    expect(await execute(nowhere)).toEqual({
      type: 'refused',
      reason: `there is no event bus ${nowhere.target}: create it, or name another as eventBus of answer-scan`,
    });
    expect(puts()).toBe(0);
  });

  it('puts nothing when it cannot learn whether the bus is there', async () => {
    const { fleet, execute, puts } = openRegistry();
    fleet.fault({ command: 'DescribeEventBus', kind: 'denied', times: 1 });

    expect(await execute(rebuild)).toMatchObject({
      type: 'failed',
      reason: expect.stringContaining('add "events:DescribeEventBus"'),
    });
    expect(puts()).toBe(0);
  });

  it('says which permission is missing, and may be repeated when no answer came', async () => {
    const { fleet, execute } = openRegistry();
    fleet.fault({ command: 'PutEvents', kind: 'denied', times: 1 });
    expect(await execute(rebuild)).toMatchObject({
      type: 'failed',
      reason: expect.stringContaining('add "events:PutEvents"'),
    });

    fleet.fault({ command: 'PutEvents', kind: 'lost-answer', times: 1 });
    await expect(execute(rebuild)).rejects.toThrow('repeating this is harmless');
  });
});

describe('events.request-rollback', () => {
  it('puts one event for each service, which its playbook hears', async () => {
    const { fleet, execute } = openRegistry();
    const services = [...rollback.services, { clusterArn: CLUSTER, name: 'api' }];

    expect(await execute({ ...rollback, services })).toMatchObject({ type: 'done', reason: '2 events' });
    const inputs = fleet.calls.map(({ input }) => input as PutEventsRequest);
    const Entries = inputs.flatMap((one) => one.Entries ?? []);
    expect(Entries.map(({ Resources }) => Resources)).toEqual([
      ['arn:aws:ecs:eu-west-1:111122223333:service/prod/web'],
      ['arn:aws:ecs:eu-west-1:111122223333:service/prod/api'],
    ]);
    const [first] = Entries;
    const heard = parseSignal({
      id: '1',
      source: first?.Source,
      'detail-type': first?.DetailType,
      time: '2026-11-23T10:00:00Z',
      resources: first?.Resources,
      detail: JSON.parse(first?.Detail ?? ''),
    });
    expect(heard).toMatchObject({ signal: { service: 'web', vulnerabilities: ['CVE-2026-1'] } });
  });
});

describe('a plan for vulnerable images', () => {
  const target = vulnerabilityTarget(HOME, 'web', 'CVE-2026-1');
  const verdict = (...actions: readonly ScanAction[]) => {
    const plan = {
      type: 'act',
      reason: '',
      actions,
      success: '',
      deadlineSeconds: 60,
      holdSeconds: 0,
    } as const;
    const facts = { incident: incidentRef({ target }) };
    return boundedPlan.review(plan, facts as Parameters<typeof boundedPlan.review>[1]);
  };
  const tag = tagging(NO_DIGEST);

  it('is allowed on the image family of its incident', () => {
    expect(verdict(rebuild, rollback, tag)).toMatchObject({ type: 'act' });
  });

  it.each([
    ['of another repository', { ...tag, repository: 'other' }, /repository "other"/],
    ['of another account', { ...tag, registryId: '999999999999' }, /registry of "999999999999"/],
    [
      'with too many events',
      { ...rebuild, details: Array(11).fill(rebuild.details[0]) },
      /11 events, more than 10/,
    ],
    ['without a service', { ...rollback, services: [] }, /names no target/],
    [
      'for a service of another account',
      {
        ...rollback,
        services: [{ clusterArn: CLUSTER.replace('111122223333', '999999999999'), name: 'web' }],
      },
      /for the cluster "arn:aws:ecs:eu-west-1:999999999999/,
    ],
    ['without a target', { ...rebuild, target: '' }, /names no target/],
    ['with a strange digest', { ...tag, digest: 'latest' }, /"latest" is no digest/],
    ['with a strange tag', { ...tag, tag: 'a b' }, /"a b" is no tag/],
  ] as const)('is denied %s', (_what, action, reason) => {
    expect(verdict(action)).toMatchObject({ type: 'deny', reason: expect.stringMatching(reason) });
  });

  it('is told in plain words, with the way back where there is one', () => {
    const at = '2026-11-23T10:00:00Z';
    const done = { type: 'done', reason: 'done' } as const;

    expect(actionWords(tag).act).toBe('tag web@sha256:000000000000 as quarantine-1');
    expect(actionWords(rebuild).acted).toBe('asked for a rebuild of web');
    expect(actionWords(rollback).act).toBe('ask for a rollback of web');
    expect(undoCommand({ action: tag, result: done, at })).toBe(
      'aws ecr batch-delete-image --repository-name web --image-ids imageTag=quarantine-1',
    );
    expect(undoCommand({ action: rebuild, result: done, at })).toBe('');
  });
});
