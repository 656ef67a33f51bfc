import { describe, expect, it } from 'vitest';
import { causeOf } from '../../shared/causes/index.ts';
import type { Attempt, Check, Plan } from '../../shared/domain/decision.ts';
import type { Service } from '../../shared/domain/fleet.ts';
import type { Image } from '../../shared/domain/image.ts';
import { parseImageName } from '../../shared/domain/image-name.ts';
import type { Mark } from '../../shared/domain/mark.ts';
import type { Reads } from '../../shared/domain/reads.ts';
import type { Signal, TaskState } from '../../shared/domain/signal.ts';
import type { FleetTarget } from '../../shared/domain/target.ts';
import { archivedImage } from '../../shared/playbooks/ecs/archived-image.ts';
import { readParts, tagsOf } from '../../shared/playbooks/ecs/image-parts.ts';
import { checkRestored } from '../../shared/playbooks/ecs/restore-check.ts';
import { decideRestore } from '../../shared/playbooks/ecs/restore-decision.ts';
import { restoreEvidence } from '../../shared/playbooks/ecs/restore-evidence.ts';
import type { RestoreFacts } from '../../shared/playbooks/ecs/restore-facts.ts';
import { rerunFailedTask } from '../../shared/playbooks/rerun-failed-task.ts';
import { restoreImage } from '../../shared/playbooks/restore-image.ts';
import { stopCrashLoop } from '../../shared/playbooks/stop-crash-loop.ts';
import { parseSignal } from '../../shared/signals/index.ts';
import { ownSample } from '../signals/samples.ts';
import { incidentRef, NOW, SERVICE, SITUATED } from '../support/incidents.ts';

const HOST = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const DIGEST = `sha256:${'ab'.repeat(32)}`;
const CHILD = `sha256:${'cd'.repeat(32)}`;
const REVISION = 'arn:aws:ecs:eu-west-1:123456789012:task-definition/payments-api:42';
const JOB: FleetTarget = { ...SERVICE, kind: 'family', name: 'invoice-export' };
const SETTINGS = { verifyMinutes: 60, comeBackMinutes: 10 };
const at = (minutesAgo: number) => new Date(NOW - minutesAgo * 60_000).toISOString();

function image(status: Image['status'], change: Partial<Image> = {}): Image {
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  return { digest: DIGEST, tags: ['release'], bytes: 5, pushedAt: at(9000), mediaType, status, ...change };
}

function service(change: Partial<Service> = {}): Service {
  const primary = { id: 'ecs-svc/1', status: 'PRIMARY', taskDefinitionArn: REVISION, failedTasks: 0 };
  return {
    serviceArn: 'arn:aws:ecs:eu-west-1:123456789012:service/prod/payments-api',
    ...{
      name: 'payments-api',
      clusterArn: SERVICE.clusterArn,
      status: 'ACTIVE',
      taskDefinitionArn: REVISION,
    },
    ...{ desiredCount: 3, runningCount: 2, pendingCount: 0, deploymentController: 'ECS', tags: {} },
    circuitBreaker: { enabled: false, rollback: false },
    deployments: [{ ...primary, desiredCount: 3, runningCount: 2, rolloutState: 'COMPLETED' }],
    ...change,
  };
}

function facts(change: Partial<RestoreFacts> = {}): RestoreFacts {
  const name = change.image ?? `${HOST}/payments-api:release`;
  return {
    ...{ incidentId: 'inc-1', target: SERVICE, image: name, name: parseImageName(name) ?? null },
    ...{ parts: [image('ARCHIVED')], revisions: ['payments-api:42'], service: service() },
    ...{ failed: [], lagging: [], attempts: [] },
    ...change,
  };
}

const decide = (change: Partial<RestoreFacts> = {}) => decideRestore(facts(change), SETTINGS, NOW);

function planned(change: Partial<RestoreFacts> = {}): Plan {
  const decision = decide(change);
  if (decision.type !== 'act') throw new Error(`no plan: ${decision.reason}`);
  return decision;
}

/** What was tried, so many minutes ago. */
function tried(minutesAgo: number, plan = planned()): readonly Attempt[] {
  return plan.actions.map((action) => ({
    action,
    result: { type: 'done', reason: 'restored 1 image' },
    at: at(minutesAgo),
  }));
}

function signalOf(sample: string): Extract<Signal, { task: TaskState }> {
  const parsed = parseSignal(ownSample(`aws.ecs/${sample}.json`));
  if (parsed.type !== 'signal' || !('task' in parsed.signal)) throw new Error(`${sample} is about no task`);
  return parsed.signal;
}

function triage(sample: string) {
  const signal = signalOf(sample);
  const cause = causeOf(signal.task);
  return [restoreImage, rerunFailedTask, stopCrashLoop].map((one) =>
    one.triage(signal, cause, one.settings.parse({}) as never, []),
  );
}

describe('shared/playbooks/restore-image hears', () => {
  it('of the first task of a service that cannot pull its archived image, by the digest that ECS names', () => {
    const [heard, rerun, rollBack] = triage('task-stopped-image-archived');

    const group = expect.stringMatching(/\/payments-api:1\.43\.0@sha256:5f70[0-9a-f]{60}$/);
    expect(heard).toMatchObject({
      type: 'respond',
      target: { kind: 'service', name: 'payments-api' },
      mark: { group, data: 'payments-api:43' },
      severity: 'critical',
    });
    expect([rerun?.type, rollBack?.type]).toEqual(['ignore', 'ignore']);
  });

  it('of a job, which nobody else answers then', () => {
    const [heard, rerun, rollBack] = triage('task-stopped-image-archived-job');

    expect(heard).toMatchObject({ target: { kind: 'family', name: 'invoice-export' }, severity: 'warning' });
    expect([rerun?.type, rollBack?.type]).toEqual(['ignore', 'ignore']);
  });

  it('of no other failure', () => {
    expect(triage('task-stopped-image-not-found')[0]).toMatchObject({ type: 'ignore' });
    expect(triage('task-running-job')[0]).toMatchObject({ type: 'ignore' });
  });

  it('takes no digest for the image’s that stands beside another name', () => {
    const { task } = signalOf('task-stopped-image-archived');
    const cause = { ...causeOf(task), subject: `${HOST}/other:1` } as NonNullable<ReturnType<typeof causeOf>>;

    expect(archivedImage(task, cause)).toBe(`${HOST}/other:1`);
  });
});

describe('shared/playbooks/restore-image decides', () => {
  it('to restore the image, and to wait until all tasks run', () => {
    expect(decide()).toMatchObject({
      type: 'act',
      reason: 'payments-api:42 needs payments-api:release, and it is in the archive',
      actions: [
        {
          kind: 'ecr.restore-images',
          target: 'arn:aws:ecr:eu-west-1:123456789012:repository/payments-api',
          registryId: '123456789012',
          chosen: [{ repository: 'payments-api', images: [{ digest: DIGEST, tag: 'release' }] }],
          bytes: 5,
        },
      ],
      success: 'all 3 tasks run',
      deadlineSeconds: 3600,
      holdSeconds: 600,
    });
  });

  it('to restore of a list only what is archived', () => {
    const parts = [image('ACTIVE'), image('ARCHIVED', { digest: CHILD, tags: [] })];

    expect(planned({ parts }).actions).toMatchObject([{ chosen: [{ images: [{ digest: CHILD }] }] }]);
  });

  it('nothing when the image can be pulled by now: ECS tries again by itself', () => {
    expect(decide({ parts: [image('ACTIVE')] })).toEqual({
      type: 'nothing',
      reason: 'image payments-api:release can be pulled again, and ECS tries again by itself',
      released: true,
    });
  });

  it('to wait while somebody else restores it', () => {
    expect(decide({ parts: [image('ACTIVATING')] })).toMatchObject({ type: 'wait', seconds: 60 });
  });

  it.each([
    ['999999999999.dkr.ecr.eu-west-1.amazonaws.com/base:1', 'account 999999999999 in eu-west-1'],
    ['123456789012.dkr.ecr.us-east-1.amazonaws.com/base:1', 'account 123456789012 in us-east-1'],
  ])('nothing about %s, with the command for whoever can', (name, place) => {
    const decision = decide({ image: name, parts: [] });

    expect(decision).toMatchObject({ type: 'nothing', reason: expect.stringContaining(place) });
    const region = name.split('.')[3];
    expect(decision).toMatchObject({
      nextStep: expect.stringContaining(
        `Run aws ecr update-image-storage-class --region ${region} --repository-name base --image-id imageTag=1 --target-storage-class STANDARD with`,
      ),
    });
  });

  it('nothing about an image that was deleted meanwhile, or that lies in no registry of ECR', () => {
    expect(decide({ parts: [] })).toMatchObject({ reason: expect.stringContaining('was deleted') });
    expect(decide({ image: 'unknown image', parts: [] })).toMatchObject({
      type: 'nothing',
      nextStep: 'Restore it where it lies.',
    });
  });

  it('nothing for a service that needs it no more', () => {
    const newer = REVISION.replace(':42', ':43');
    const deployments = service().deployments.map((one) => ({ ...one, taskDefinitionArn: newer }));
    const over = [
      null,
      service({ status: 'DRAINING' }),
      service({ desiredCount: 0 }),
      service({ taskDefinitionArn: newer, deployments }),
    ];

    for (const one of over)
      expect(decide({ service: one })).toMatchObject({ type: 'nothing', released: true });
  });

  it('still to restore for a deployment that is on its way out', () => {
    const newer = { taskDefinitionArn: REVISION.replace(':42', ':43') };
    const deployments = [{ ...service().deployments[0], ...newer }, ...service().deployments];

    expect(decide({ service: service({ ...newer, deployments } as Partial<Service>) }).type).toBe('act');
  });

  it('not to fight whoever archives it again', () => {
    expect(decide({ attempts: tried(30) })).toMatchObject({
      type: 'nothing',
      reason: 'image payments-api:release was restored once, and is in the archive again',
      nextStep: expect.stringContaining('lifecycle policy'),
    });
  });

  it('to hand over when ECR or ECS did not come to an end in time', () => {
    expect(decide({ attempts: tried(60), parts: [image('ACTIVATING')] })).toMatchObject({
      type: 'nothing',
      reason: 'ECR has not restored image payments-api:release yet',
    });
    expect(decide({ attempts: tried(60), parts: [image('ACTIVE')] })).toMatchObject({
      type: 'nothing',
      reason: 'image payments-api:release can be pulled again, but only 2 of 3 tasks run',
    });
  });
});

describe('shared/playbooks/restore-image decides for jobs', () => {
  const { task } = signalOf('task-stopped-image-archived-job');
  const failed = {
    ...{ task, cause: causeOf(task), definitionStatus: 'ACTIVE', needsNetwork: false, network: null },
    ...{ memory: {}, tags: {} },
  };
  const job = { target: JOB, service: null, failed: [failed] };
  const back = { ...job, parts: [image('ACTIVE')] };

  it('to restore first, and to decide again once the image can be pulled', () => {
    expect(decide(job)).toMatchObject({ type: 'act', holdSeconds: 0, thenDecideAgain: true });
  });

  it('to run again what failed, once the image can be pulled', () => {
    expect(decide(back)).toMatchObject({
      type: 'act',
      reason: 'Image payments-api:release can be pulled again; a restart can help, try 1 of 2',
      actions: [{ kind: 'ecs.run-task', replaces: task.taskArn }],
    });
  });

  it('nothing for what Step Functions runs again by itself', () => {
    const other = { ...failed, task: { ...task, startedBy: 'AWS Step Functions' } };

    expect(decide({ ...back, failed: [other] })).toMatchObject({ type: 'nothing', released: true });
  });

  it('to ask people for what it cannot run again', () => {
    const lost = { ...failed, needsNetwork: true };
    const tooOften = { ...failed, task: { ...task, startedBy: 'watchkeeper/2/run-task' } };
    const gone = { ...failed, definitionStatus: 'INACTIVE' };

    expect(decide({ ...back, failed: [lost] })).toMatchObject({
      nextStep: 'Set playbooks.restore-image.settings.network.invoice-export in watchkeeper.yml.',
    });
    for (const one of [tooOften, gone]) {
      expect(decide({ ...back, failed: [one] })).toMatchObject({
        type: 'nothing',
        nextStep: 'Run the job again by hand.',
      });
    }
    expect(decide({ ...back, failed: [], attempts: tried(70) })).toMatchObject({
      nextStep: expect.stringContaining('Run the job again'),
    });
  });
});

describe('shared/playbooks/restore-image checks', () => {
  const mark = (minutesAgo: number, change: Partial<Mark> = {}): Mark => ({
    ...{ at: at(minutesAgo), id: `task-${minutesAgo}`, group: `${HOST}/payments-api:release` },
    data: 'payments-api:42',
    ...change,
  });

  function check(
    images: readonly Image[],
    found: Service | undefined = service({ runningCount: 3 }),
    {
      ago = 30,
      marks = [mark(40)],
      target = SERVICE,
    }: { ago?: number; marks?: readonly Mark[]; target?: FleetTarget } = {},
  ): Promise<Check> {
    const reads = {
      image: async (_name: string, { digest }: { digest?: string }) =>
        images.find((one) => one.digest === digest),
      someImages: async (_name: string, digests: readonly string[]) =>
        images.filter(({ digest }) => digests.includes(digest)),
      service: async () => found,
    } as Partial<Reads> as Reads;
    const record = { key: 'k', state: 'open', generation: 1, marks, acts: [], quiet: [] } as const;
    const incident = incidentRef({ playbook: 'restore-image', target });
    const situation = { now: NOW, incident, record, attempts: tried(ago), ...SITUATED };
    return checkRestored(planned(), situation, reads, NOW);
  }

  const running = (count: number) =>
    service({
      runningCount: count,
      deployments: service().deployments.map((one) => ({ ...one, runningCount: count })),
    });

  it('that all tasks of the newest deployment run', async () => {
    expect(await check([image('ACTIVE')], running(3))).toEqual({ type: 'held', reason: '3 of 3 tasks run' });
    expect(await check([image('ACTIVE')])).toEqual({ type: 'waiting', reason: '2 of 3 tasks run' });
  });

  it('of a job only that the image is back, as it is run again after that', async () => {
    expect(await check([image('ACTIVE')], undefined, { target: JOB })).toEqual({
      type: 'held',
      reason: '1 of 1 image can be pulled',
      final: true,
    });
  });

  it('that the image is back first, and believes for five minutes that ECR may lag behind', async () => {
    expect(await check([image('ACTIVATING')], running(3))).toEqual({
      type: 'waiting',
      reason: '0 of 1 image can be pulled',
    });
    expect(await check([image('ARCHIVED')], running(3), { ago: 4 })).toMatchObject({ type: 'waiting' });
    expect(await check([image('ARCHIVED')], running(3), { ago: 5 })).toEqual({
      type: 'failed',
      reason: 'it was archived again',
    });
    expect(await check([], running(3))).toMatchObject({
      type: 'failed',
      reason: expect.stringContaining('gone'),
    });
  });

  it('for a new decision when there is more to restore', async () => {
    const index = image('ACTIVE', { children: [CHILD] });
    const other = mark(10, { group: `${HOST}/sidecar:1` });

    expect(await check([index, image('ARCHIVED', { digest: CHILD })])).toMatchObject({ type: 'changed' });
    expect(await check([image('ACTIVE')], running(2), { marks: [mark(40), other] })).toEqual({
      type: 'changed',
      reason: `its tasks cannot pull ${HOST}/sidecar:1 either`,
    });
  });

  it('for a new decision when ECS gave up, or something else was deployed', async () => {
    const failed = service().deployments.map((one) => ({ ...one, rolloutState: 'FAILED' }));
    const other = service().deployments.map((one) => ({ ...one, taskDefinitionArn: `${REVISION}0` }));

    expect(await check([image('ACTIVE')], service({ deployments: failed }))).toMatchObject({
      type: 'changed',
    });
    expect(await check([image('ACTIVE')], service({ deployments: other }))).toMatchObject({
      type: 'changed',
    });
    expect(await check([image('ACTIVE')], service({ status: 'INACTIVE' }))).toMatchObject({ type: 'failed' });
  });
});

describe('shared/playbooks/restore-image tells', () => {
  const cause = causeOf(signalOf('task-stopped-image-archived').task);
  const told = (change: Partial<RestoreFacts> = {}) =>
    restoreEvidence(facts(change), [{ at: at(5), id: 'a', group: 'g' }], cause);

  it('what cannot be pulled, since when, and what to do about it', () => {
    const parts = [image('ARCHIVED', { archivedAt: '2026-11-20T08:00:00.000Z' })];

    expect(told({ parts })).toMatchObject({
      headline: 'payments-api cannot pull its archived image',
      failures: 1,
      details: [{ label: 'Archived on', text: '2026-11-20' }],
      image: 'payments-api:release',
      revision: 'payments-api:42',
      cause: { nextStep: expect.stringContaining('Restore') },
    });
  });

  it('nobody to restore what is back, but whoever can what is not ours', () => {
    expect(told({ parts: [image('ACTIVE')] })).toMatchObject({
      headline: 'payments-api could not pull its archived image',
      cause: { nextStep: '' },
    });
    expect(told({ parts: [] }).cause?.nextStep).toContain('Restore');
  });

  it.each([
    [0, { type: 'held', reason: 'r' }],
    [0, { type: 'done', reason: 'r' }],
    [0, { type: 'nothing', reason: 'r', released: true }],
    [24 * 3600, { type: 'nothing', reason: 'r' }],
    [24 * 3600, { type: 'came-back', reason: 'r' }],
    [24 * 3600, { type: 'observed', reason: 'r', by: 'mode' }],
  ] as const)('again after %d seconds, when it ended like %j', (seconds, outcome) => {
    expect(restoreImage.quietSeconds(outcome, restoreImage.settings.parse({}), SERVICE)).toBe(seconds);
  });
});

describe('shared/playbooks/restore-image looks', () => {
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const parts = (found: Image | undefined) =>
    readParts(
      { image: async () => found, someImages: async () => [image('ARCHIVED', { digest: CHILD })] },
      'payments-api',
      { digest: DIGEST },
    );

  it('at the image and at what it lists', async () => {
    expect(await parts(image('ACTIVE', { mediaType, children: [CHILD] }))).toHaveLength(2);
    expect(await parts(image('ARCHIVED', { mediaType }))).toHaveLength(1);
    expect(await parts(undefined)).toEqual([]);
  });

  it('away when it cannot be read what an index lists, as nobody knows then whether it can be pulled', async () => {
    await expect(parts(image('ACTIVE', { mediaType }))).rejects.toThrow(
      'what the index payments-api@sha256:abababababab lists could not be read',
    );
  });
});

describe('shared/playbooks/restore-image obeys', () => {
  const merged = (own: Record<string, string>, tags: Record<string, string>) =>
    tagsOf({ repositoryTags: async () => tags }, own, SERVICE, 'payments-api');

  it('tags of the repository that say hands off, and no others', async () => {
    const own = { 'watchkeeper:mode': 'observe' };

    expect(await merged(own, { 'watchkeeper:mode': 'act' })).toEqual(own);
    expect(await merged({}, { 'watchkeeper:mode': 'off' })).toEqual({ 'watchkeeper:mode': 'off' });
    expect(await merged({ 'watchkeeper:mode': 'act' }, { 'watchkeeper:protected': 'yes' })).toEqual({
      'watchkeeper:mode': 'act',
      'watchkeeper:protected': 'yes',
    });
  });
});
