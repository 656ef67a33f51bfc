import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cause, CauseCode } from '../../shared/domain/cause.ts';
import type { RunTask } from '../../shared/domain/fleet-action.ts';
import type { TaskState } from '../../shared/domain/signal.ts';
import { decideReruns } from '../../shared/playbooks/ecs/rerun-decision.ts';
import type {
  FailedTask,
  RerunDecisionSettings,
  RerunFacts,
} from '../../shared/playbooks/ecs/rerun-facts.ts';
import { NOW } from '../support/incidents.ts';

const SETTINGS: RerunDecisionSettings = {
  tries: 3,
  backoffSeconds: 60,
  verifyMinutes: 15,
  comeBackMinutes: 10,
  capacityFallback: { FARGATE_SPOT: 'FARGATE' },
  memoryIncreasePercent: 0,
};
const NETWORK = { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' } as const;
const PREFIX = 'arn:aws:ecs:eu-west-1:123456789012';

function task(change: Partial<TaskState> = {}): TaskState {
  return {
    taskArn: `${PREFIX}:task/prod/0123456789abcdef0123456789abcdef`,
    taskId: '0123456789abcdef0123456789abcdef',
    clusterArn: `${PREFIX}:cluster/prod`,
    cluster: 'prod',
    taskDefinitionArn: `${PREFIX}:task-definition/nightly-report:7`,
    taskDefinition: 'nightly-report:7',
    group: 'family:nightly-report',
    startedBy: 'events-rule/nightly',
    lastStatus: 'STOPPED',
    capacityProvider: 'FARGATE_SPOT',
    launchType: 'FARGATE',
    platformVersion: '1.4.0',
    memory: '512',
    containers: [{ name: 'report', exitCode: 1 }],
    overrides: { containerOverrides: [{ name: 'report', command: ['--day', 'today'] }] },
    stoppedAt: new Date(NOW - 600_000).toISOString(),
    ...change,
  };
}

function cause(code: CauseCode, change: Partial<Cause> = {}): Cause {
  const summary = `Because of ${code}.`;
  return { code, retryable: true, expected: false, summary, nextStep: 'Read the log.', ...change };
}

function failed(change: Partial<FailedTask> = {}): FailedTask {
  return {
    task: task(),
    cause: cause('application-exit'),
    definitionStatus: 'ACTIVE',
    needsNetwork: true,
    network: NETWORK,
    memory: { report: 512 },
    tags: {},
    ...change,
  };
}

function decide(
  tasks: readonly FailedTask[],
  settings: Partial<RerunDecisionSettings> = {},
  more: Partial<RerunFacts> = {},
) {
  const facts = {
    incidentId: 'inc-1',
    playbook: 'rerun-failed-task',
    failed: tasks,
    lagging: [],
    capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
  };
  return decideReruns({ ...facts, ...more }, { ...SETTINGS, ...settings }, NOW);
}

const lagging = (seconds: number) => ({
  lagging: [{ taskId: 'abcdef0123', stoppedAt: new Date(NOW - seconds * 1000).toISOString() }],
});

function onlyAction(decision: ReturnType<typeof decide>): RunTask {
  const [action] = decision.type === 'act' ? decision.actions : [];
  if (action?.kind !== 'ecs.run-task') throw new Error(`no rerun: ${JSON.stringify(decision)}`);
  return action;
}

describe('shared/playbooks/rerun-failed-task decides', () => {
  it('to look again while ECS still shows a task that has stopped as alive, but not for ever', () => {
    expect(decide([], {}, lagging(299))).toEqual({
      type: 'wait',
      seconds: 15,
      reason: 'ECS does not show yet that task abcdef01 has stopped',
    });
    expect(decide([], {}, lagging(300)).type).toBe('nothing');
    expect(decide([], {}, { lagging: [{ taskId: 'abcdef0123', stoppedAt: 'never' }] }).type).toBe('nothing');
  });

  it('to run what it knows again first, and to look for the rest afterwards', () => {
    expect(decide([failed()], {}, lagging(10)).type).toBe('act');
  });

  it('to run the task again as it was', () => {
    expect(onlyAction(decide([failed()]))).toMatchObject({
      taskDefinitionArn: `${PREFIX}:task-definition/nightly-report:7`,
      overrides: { containerOverrides: [{ name: 'report', command: ['--day', 'today'] }] },
      network: NETWORK,
      capacityProvider: 'FARGATE_SPOT',
      platformVersion: '1.4.0',
      startedBy: 'watchkeeper/1/events-rule/nightly',
      replaces: task().taskArn,
    });
  });

  it('on the same token for the same failed task, so that AWS starts one at most', () => {
    const later = onlyAction(decide([failed({ cause: cause('runtime-error') })], { tries: 5 }));

    expect(later.clientToken).toBe(onlyAction(decide([failed()])).clientToken);
    expect(later.clientToken.length).toBeLessThanOrEqual(64);
  });

  it('on another capacity provider after a Spot interruption, and at once', () => {
    const spot = failed({
      cause: cause('spot-interrupted'),
      task: task({ stoppedAt: new Date(NOW).toISOString() }),
    });

    expect(onlyAction(decide([spot])).capacityProvider).toBe('FARGATE');
  });

  it('on the same capacity provider when the cluster has no other', () => {
    const spot = failed({ cause: cause('spot-interrupted') });

    expect(onlyAction(decide([spot], {}, { capacityProviders: ['FARGATE_SPOT'] })).capacityProvider).toBe(
      'FARGATE_SPOT',
    );
  });

  it('with more memory after out-of-memory, where it was told to', () => {
    const killed = failed({
      cause: cause('out-of-memory', { retryable: false }),
      task: task({ containers: [{ name: 'report', exitCode: 137, reason: 'OutOfMemoryError: killed' }] }),
    });

    expect(onlyAction(decide([killed], { memoryIncreasePercent: 50 })).overrides).toEqual({
      memory: '1024',
      containerOverrides: [{ name: 'report', command: ['--day', 'today'], memory: 768 }],
    });
    expect(decide([killed])).toMatchObject({ type: 'nothing' });
  });

  it('to wait for the back-off, twice as long before each further try', () => {
    const fresh = { stoppedAt: new Date(NOW).toISOString() };
    const waits = [
      'events-rule/nightly',
      'watchkeeper/1/events-rule/nightly',
      'watchkeeper/2/events-rule/nightly',
    ].map((startedBy) => decide([failed({ task: task({ ...fresh, startedBy }) })]));

    expect(waits).toMatchObject([60, 120, 240].map((seconds) => ({ type: 'wait', seconds })));
  });

  it('to remember who started the first task, however often it was run again', () => {
    const again = failed({ task: task({ startedBy: 'watchkeeper/2/events-rule/nightly' }) });

    expect(onlyAction(decide([again])).startedBy).toBe('watchkeeper/3/events-rule/nightly');
  });

  it.each([
    [
      'Because of secret-key-missing; a restart cannot help',
      { cause: cause('secret-key-missing', { retryable: false }) },
    ],
    [
      'Because of application-exit; all 3 tries are used up',
      { task: task({ startedBy: 'watchkeeper/3/x' }) },
    ],
    ['task definition nightly-report:7 is INACTIVE', { definitionStatus: 'INACTIVE' }],
    ['no rule, schedule or interface tells which subnets and security groups it had', { network: null }],
    ['why it stopped is not known yet', { cause: null }],
  ])('nothing: %s', (reason, change) => {
    expect(decide([failed(change)])).toMatchObject({ type: 'nothing', reason });
  });

  it('nothing when ECS has forgotten the tasks', () => {
    expect(decide([])).toMatchObject({
      type: 'nothing',
      reason: 'no failed task is left that ECS still knows',
    });
  });

  it('to rerun what can be rerun when other tasks of the family cannot', () => {
    const hopeless = failed({ cause: cause('image-not-found', { retryable: false }) });

    expect(decide([hopeless, failed()])).toMatchObject({ type: 'act', actions: [{ kind: 'ecs.run-task' }] });
  });

  it('never to start more than ten tasks, nor one beyond its tries, nor one whose cause forbids it', () => {
    const anyTask = fc.record({ reruns: fc.nat(5), retryable: fc.boolean(), ago: fc.nat(900) });

    fc.assert(
      fc.property(fc.array(anyTask, { maxLength: 30 }), (tasks) => {
        const read = tasks.map(({ reruns, retryable, ago }, index) =>
          failed({
            cause: cause('application-exit', { retryable }),
            task: task({
              taskArn: `${PREFIX}:task/prod/${index}`,
              startedBy: reruns > 0 ? `watchkeeper/${reruns}/x` : 'x',
              stoppedAt: new Date(NOW - ago * 1000).toISOString(),
            }),
          }),
        );
        const decision = decide(read);
        if (decision.type !== 'act') return;
        expect(decision.actions.length).toBeLessThanOrEqual(10);
        for (const action of decision.actions) {
          const source = tasks[Number(action.kind === 'ecs.run-task' && action.replaces.split('/').at(-1))];
          expect(source).toMatchObject({ retryable: true });
          expect(source?.reruns).toBeLessThan(3);
        }
      }),
    );
  });
});
