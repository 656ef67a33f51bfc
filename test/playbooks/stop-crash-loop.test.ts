import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../shared/domain/decision.ts';
import type { FleetReads, Service } from '../../shared/domain/fleet.ts';
import type { TaskState } from '../../shared/domain/signal.ts';
import { decideRemedy } from '../../shared/playbooks/ecs/crash-loop-decision.ts';
import type { CrashLoopFacts, RemedySettings } from '../../shared/playbooks/ecs/crash-loop-facts.ts';
import { isImageArchived } from '../../shared/playbooks/ecs/image-archived.ts';
import { rollbackCandidates, setDesiredCount } from '../../shared/playbooks/ecs/remedy.ts';
import { checkDesiredCount, checkRevision } from '../../shared/playbooks/ecs/service-check.ts';
import { streaks } from '../../shared/playbooks/ecs/streak.ts';
import { mark, NOW } from '../support/incidents.ts';

const CLUSTER = 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod';
const revision = (number: number) =>
  `arn:aws:ecs:eu-west-1:123456789012:task-definition/payments-api:${number}`;

const SETTINGS: RemedySettings = {
  remedy: 'roll-back',
  verifyMinutes: 15,
  comeBackMinutes: 10,
};

function service(change: Partial<Service> = {}): Service {
  return {
    serviceArn: 'arn:aws:ecs:eu-west-1:123456789012:service/prod/payments-api',
    name: 'payments-api',
    clusterArn: CLUSTER,
    status: 'ACTIVE',
    taskDefinitionArn: revision(42),
    desiredCount: 6,
    runningCount: 1,
    pendingCount: 5,
    deploymentController: 'ECS',
    circuitBreaker: { enabled: false, rollback: false },
    deployments: [deployment('PRIMARY', 42, 'IN_PROGRESS')],
    tags: {},
    ...change,
  };
}

function deployment(status: string, number: number, rolloutState: string) {
  const counts = { desiredCount: 6, runningCount: 1, failedTasks: 5 };
  return { id: `ecs-svc/${number}`, status, taskDefinitionArn: revision(number), rolloutState, ...counts };
}

function facts(change: Partial<CrashLoopFacts> = {}): CrashLoopFacts {
  return {
    service: service(),
    failing: 'payments-api:42',
    failures: 5,
    firstAt: '2026-11-23T09:50:00Z',
    cause: null,
    rollback: { taskDefinitionArn: revision(41), finishedAt: '2026-11-22T10:00:00Z' },
    attempts: [],
    ...change,
  };
}

const decide = (change: Partial<CrashLoopFacts>, settings: Partial<RemedySettings> = {}) =>
  decideRemedy(facts(change), { ...SETTINGS, ...settings }, NOW);

const stopped: Attempt = {
  action: setDesiredCount(service(), 0),
  result: { type: 'done', reason: 'stopped' },
  at: '2026-11-23T10:00:00Z',
};

describe('shared/playbooks/stop-crash-loop decides', () => {
  it('to roll back to the last revision that was steady, with the way back recorded', () => {
    expect(decide({})).toMatchObject({
      type: 'act',
      reason: 'payments-api:42 failed 5 times in 10 min; payments-api:41 was the last steady revision',
      actions: [
        {
          kind: 'ecs.deploy-revision',
          from: revision(42),
          to: revision(41),
          inverse: { from: revision(41), to: revision(42) },
        },
      ],
    });
  });

  it('to scale to zero where it was told to, and saves the desired count', () => {
    expect(decide({}, { remedy: 'scale-to-zero' })).toMatchObject({
      type: 'act',
      actions: [{ kind: 'ecs.set-desired-count', from: 6, to: 0, inverse: { from: 0, to: 6 } }],
    });
  });

  it.each([
    ['the service is gone', { service: null }],
    ['the service is gone', { service: service({ status: 'DRAINING' }) }],
    ['nobody wants tasks of this service any more', { service: service({ desiredCount: 0 }) }],
    [
      'released: the service uses payments-api:43 by now',
      { service: service({ taskDefinitionArn: revision(43) }) },
    ],
    ['no other revision is known to have been steady', { rollback: null }],
    [
      'CODE_DEPLOY controls its deployments, so only it may roll back',
      { service: service({ deploymentController: 'CODE_DEPLOY' }) },
    ],
    ['ECS cannot start its tasks, and it is not known that the revision is at fault', { failures: 0 }],
    [
      'payments-api:42 was dealt with once, and is deployed again',
      { attempts: [{ ...stopped, action: rolledBack() }] },
    ],
  ])('nothing: %s', (reason, change) => {
    expect(decide(change)).toMatchObject({ type: 'nothing', reason });
  });

  it('nothing but to tell where it was told to tell', () => {
    expect(decide({}, { remedy: 'tell' })).toMatchObject({
      type: 'nothing',
      reason: 'the settings say to tell only',
    });
  });

  it('to wait while the circuit breaker of ECS may roll back by itself, and not for ever', () => {
    const guarded = service({ circuitBreaker: { enabled: true, rollback: true } });

    expect(decide({ service: guarded })).toMatchObject({ type: 'wait', seconds: 300 });
    expect(decide({ service: guarded, firstAt: '2026-11-23T09:30:00Z' })).toMatchObject({ type: 'act' });
  });

  it('to act although the circuit breaker is on, once ECS has finished the deployment', () => {
    const done = service({
      circuitBreaker: { enabled: true, rollback: true },
      deployments: [deployment('PRIMARY', 42, 'COMPLETED')],
    });

    expect(decide({ service: done })).toMatchObject({ type: 'act' });
  });

  it('to give a stopped service its tasks back when another task definition is there', () => {
    const released = service({ desiredCount: 0, taskDefinitionArn: revision(43) });

    expect(decide({ service: released, attempts: [stopped] })).toMatchObject({
      type: 'act',
      actions: [{ kind: 'ecs.set-desired-count', from: 0, to: 6 }],
    });
  });

  it('nothing when somebody has started the stopped service already', () => {
    const started = service({ desiredCount: 4, taskDefinitionArn: revision(43) });

    expect(decide({ service: started, attempts: [stopped] })).toMatchObject({ type: 'nothing' });
  });

  it('never to deploy what it deployed from, whatever the facts', () => {
    const anyFacts = fc.record({
      current: fc.integer({ min: 40, max: 44 }),
      failing: fc.integer({ min: 40, max: 44 }),
      rollback: fc.option(fc.integer({ min: 40, max: 44 })),
      desiredCount: fc.integer({ min: 0, max: 5 }),
    });

    fc.assert(
      fc.property(anyFacts, ({ current, failing, rollback, desiredCount }) => {
        const decision = decide({
          service: service({ taskDefinitionArn: revision(current), desiredCount }),
          failing: `payments-api:${failing}`,
          rollback: rollback === null ? null : { taskDefinitionArn: revision(rollback), finishedAt: '' },
        });
        if (decision.type !== 'act') return;
        expect(current).toBe(failing);
        expect(desiredCount).toBeGreaterThan(0);
      }),
    );
  });
});

describe('shared/playbooks/ecs/remedy', () => {
  const steady = [43, 42, 41, 40].map((number) => ({ taskDefinitionArn: revision(number), finishedAt: '' }));

  it('goes back to the newest steady revision that does not fail itself', () => {
    const [first] = rollbackCandidates(steady, ['payments-api:43', 'payments-api:42', 'payments-api:41']);

    expect(first?.taskDefinitionArn).toBe(revision(40));
  });

  it('knows no way back when all fail', () => {
    expect(rollbackCandidates(steady.slice(0, 1), ['payments-api:43'])).toEqual([]);
  });
});

describe('shared/playbooks/ecs/streak', () => {
  const at = (time: string) => `2026-11-23T${time}:00.000Z`;
  const failure = (time: string, number: number) =>
    mark(`task-${number}-${time}`, { at: at(time), group: `payments-api:${number}` });

  it('takes failures that follow each other, and leaves the crash of last night out', () => {
    const marks = [failure('01:00', 41), failure('09:50', 42), failure('09:55', 42), failure('10:04', 42)];

    expect(streaks({ marks, quiet: [] }, 600)).toMatchObject([
      { group: 'payments-api:42', marks: { length: 3 } },
      { group: 'payments-api:41', marks: { length: 1 } },
    ]);
  });

  it('blames the revision that fails now, not the one that failed more often over the day', () => {
    const sporadic = ['01', '03', '05', '07'].map((hour) => failure(`${hour}:00`, 41));
    const burst = ['09:57', '09:58'].map((time) => failure(time, 42));

    expect(streaks({ marks: [...sporadic, ...burst], quiet: [] }, 600)[0]?.group).toBe('payments-api:42');
  });

  it('leaves out what people were told of, and failures that name no revision', () => {
    const told = (until: string) => ({
      quiet: [{ group: 'payments-api:41', until: at(until), generation: 1 }],
    });
    const unnamed = mark('service-event', { at: at('09:53'), group: '' });
    const marks = [failure('09:50', 41), failure('09:51', 41), failure('09:52', 42), unnamed];

    expect(streaks({ marks, ...told('12:00') }, 600).map(({ group }) => group)).toEqual(['payments-api:42']);
    expect(streaks({ marks, ...told('08:00') }, 600)[0]?.group).toBe('payments-api:41');
  });
});

describe('shared/playbooks/stop-crash-loop leaves to restore-image', () => {
  it('what ECS cannot start because its image is archived, without a word', () => {
    expect(decide({ failures: 0, imageArchived: true })).toEqual({
      type: 'nothing',
      reason: 'its image is archived: restore-image answers that',
      released: true,
      silent: true,
    });
    expect(decide({ failures: 0, imageArchived: false })).toMatchObject({ nextStep: expect.any(String) });
  });

  it('nothing else: a revision that fails as well is rolled back', () => {
    expect(decide({ failures: 2, imageArchived: true }).type).toBe('act');
  });

  it.each([
    ['the newest task', 'archived', true],
    ['an older task', 'not found', false],
  ])('only when %s that ECS started fails for it', async (_which, newest, expected) => {
    const pull = (reason: string) => `CannotPullContainerError: failed to resolve ref api:1: ${reason}`;
    const older = newest === 'archived' ? 'not found' : 'the requested image is archived';
    const tasks = [
      ended('b', '09:58', pull(newest === 'archived' ? 'the requested image is archived' : newest)),
      ended('a', '09:50', pull(older)),
    ];
    const reads = { tasks: async () => tasks } as Partial<FleetReads> as FleetReads;

    expect(await isImageArchived(service({ startedTasks: ['b', 'a'] }), reads)).toBe(expected);
    expect(await isImageArchived(service(), reads)).toBe(false);
  });

  function ended(id: string, time: string, stoppedReason: string): TaskState {
    const stoppedAt = `2026-11-23T${time}:00.000Z`;
    const place = { taskArn: `arn/${id}`, taskId: id, clusterArn: CLUSTER, cluster: 'prod' };
    return { ...place, lastStatus: 'STOPPED', containers: [], stoppedReason, stoppedAt };
  }
});

describe('shared/playbooks/ecs/service-check', () => {
  const steadyOn41 = service({
    taskDefinitionArn: revision(41),
    runningCount: 6,
    deployments: [deployment('PRIMARY', 41, 'COMPLETED')],
  });

  it.each([
    ['held', steadyOn41],
    ['waiting', { ...steadyOn41, runningCount: 5 }],
    [
      'waiting',
      { ...steadyOn41, deployments: [...steadyOn41.deployments, deployment('ACTIVE', 42, 'COMPLETED')] },
    ],
    ['waiting', { ...steadyOn41, deployments: [deployment('PRIMARY', 41, 'IN_PROGRESS')] }],
    ['failed', { ...steadyOn41, deployments: [deployment('PRIMARY', 41, 'FAILED')] }],
    ['changed', { ...steadyOn41, taskDefinitionArn: revision(44) }],
    ['failed', { ...steadyOn41, taskDefinitionArn: revision(42) }],
    ['failed', undefined],
  ])('says %s', (type, read) => {
    expect(checkRevision(read, revision(41), revision(42)).type).toBe(type);
  });

  it.each([
    ['held', { desiredCount: 0, runningCount: 0 }],
    ['waiting', { desiredCount: 0, runningCount: 2 }],
    ['failed', { desiredCount: 3, runningCount: 3 }],
    ['failed', { status: 'INACTIVE' }],
  ])('says %s of a desired count of 0', (type, change) => {
    expect(checkDesiredCount(service(change), 0).type).toBe(type);
  });
});

function rolledBack(): Attempt['action'] {
  const base = { target: 'arn', clusterArn: CLUSTER, service: 'payments-api', risk: 'high' } as const;
  const there = { kind: 'ecs.deploy-revision', ...base, from: revision(42), to: revision(41) } as const;
  return { ...there, inverse: { ...there, from: revision(41), to: revision(42) } };
}
