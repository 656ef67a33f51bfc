import { describe, expect, test } from 'vitest';
import { fleetFromEvent } from '../../local/explain/fleet-from-event.ts';
import type { Decision, Plan } from '../../shared/domain/decision.ts';
import type { Service } from '../../shared/domain/fleet.ts';
import { incidentKey } from '../../shared/domain/incident.ts';
import type { ScalingReads } from '../../shared/domain/scaling.ts';
import type { AlarmSignal } from '../../shared/domain/signal.ts';
import { scaleOnAlarm } from '../../shared/playbooks/scale-on-alarm.ts';
import { parseSignal } from '../../shared/signals/index.ts';
import { incidentRef } from '../../shared/triage/standing.ts';
import { ownSample } from '../signals/samples.ts';
import { SITUATED } from '../support/incidents.ts';
import { alarmOn, scalingReads } from '../support/scaling.ts';

const NOW = Date.parse('2026-11-23T09:20:00Z');
const STOREFRONT = { ClusterName: 'shop', ServiceName: 'storefront' };
const TARGET = { target: 'service/shop/*', mode: 'target', value: 60, max: 10 };

const settingsOf = (...rules: readonly object[]) => scaleOnAlarm.settings.parse({ rules });

function signalOf(name: string): AlarmSignal {
  const parsed = parseSignal(ownSample(`aws.cloudwatch/${name}.json`));
  if (parsed.type !== 'signal' || parsed.signal.kind !== 'cloudwatch.alarm')
    throw new Error(`${name} is no alarm`);
  return parsed.signal;
}

function triage(name: string, ...rules: readonly object[]) {
  return scaleOnAlarm.triage(signalOf(name), null, settingsOf(...rules), []);
}

interface Standing {
  readonly name?: string;
  readonly rule?: object;
  readonly value?: number;
  readonly reads?: Partial<ScalingReads>;
  readonly service?: Partial<Service>;
}

/** What becomes of an alarm in ALARM on a service of four tasks, whose metric has stood at this value for long. */
async function decided({
  name = 'service-cpu-high',
  rule,
  value = 90,
  reads,
  service,
}: Standing): Promise<Decision> {
  const signal = signalOf(name);
  const settings = settingsOf(rule !== undefined && 'mode' in rule ? rule : { ...TARGET, ...rule });
  const heard = scaleOnAlarm.triage(signal, null, settings, []);
  if (heard.type === 'ignore') throw new Error(heard.reason);
  const key = incidentKey(scaleOnAlarm.id, heard.target);
  const incident = incidentRef({ recordId: '1', playbook: scaleOnAlarm.id, key, triage: heard }, 1, NOW);
  const record = { key, state: 'open', generation: 1, marks: [heard.mark], acts: [], quiet: [] } as const;
  const { name: alarmName, metrics } = signal.alarm;
  const alarm = { ...alarmOn(alarmName, STOREFRONT), metrics };
  const answers = {
    ...fleetFromEvent(signal),
    ...scalingReads(alarm, value),
    ...reads,
    service: async () => running(service),
  };
  const response = await scaleOnAlarm.response();
  const { facts } = await response.gather(
    { incident, record, attempts: [], now: NOW, ...SITUATED },
    answers,
    settings,
  );
  return response.decide(JSON.parse(JSON.stringify(facts)), settings, NOW);
}

function running(change: Partial<Service> = {}): Service {
  const arn = 'arn:aws:ecs:eu-west-1:123456789012:';
  return {
    serviceArn: `${arn}service/shop/storefront`,
    name: 'storefront',
    clusterArn: `${arn}cluster/shop`,
    status: 'ACTIVE',
    taskDefinitionArn: `${arn}task-definition/storefront:7`,
    desiredCount: 4,
    runningCount: 4,
    pendingCount: 0,
    deploymentController: 'ECS',
    circuitBreaker: { enabled: false, rollback: false },
    deployments: [],
    tags: {},
    ...change,
  };
}

describe('triage of an alarm', () => {
  test('answers for the service of its dimensions', () => {
    expect(triage('service-cpu-high', TARGET)).toMatchObject({
      type: 'respond',
      target: { kind: 'service', cluster: 'shop', name: 'storefront' },
      mark: { group: 'storefront-cpu-high' },
    });
  });

  test.each<[string, readonly object[], string]>([
    ['service-cpu-high', [], 'no rule says what may be scaled'],
    ['service-cpu-high', [{ ...TARGET, target: 'service/other/*' }], 'no rule is about'],
    ['service-cpu-muted', [TARGET], 'muted'],
    ['service-cpu-silent', [TARGET], 'nothing is scaled on that'],
    ['target-tracking', [TARGET], 'target tracking'],
    ['service-cpu-ok', [TARGET], 'OK again'],
  ])('leaves %s under %j alone, and says why', (name, rules, reason) => {
    expect(triage(name, ...rules)).toEqual({ type: 'ignore', reason: expect.stringContaining(reason) });
  });

  test('tells of silence where a rule names the alarm', () => {
    const heard = triage('service-cpu-silent', { ...TARGET, alarm: 'storefront-*' });

    expect(heard).toMatchObject({ type: 'respond', target: { kind: 'alarm' }, mark: { group: 'silence' } });
  });

  test('takes what must be looked up for an incident about the alarm itself', () => {
    expect(triage('requests-per-target', TARGET)).toMatchObject({
      type: 'respond',
      target: { kind: 'alarm' },
    });
  });
});

describe('an alarm on a service', () => {
  test('sets its desired count', async () => {
    const plan = await decided({});

    expect(plan).toMatchObject({ type: 'act', thenDecideAgain: true, ownCooldown: true });
    expect((plan as Plan).actions).toMatchObject([
      { kind: 'ecs.set-desired-count', from: 4, to: 7, inverse: { from: 7, to: 4 } },
    ]);
  });

  const suspended = { scaleIn: false, scaleOut: false, scheduled: false };
  const target = { resourceId: 'service/shop/storefront', min: 2, max: 5, suspended };

  test('moves the bounds of its scalable target after the count on the way out', async () => {
    const { actions } = (await decided({ reads: { scalableTarget: async () => target } })) as Plan;

    expect(actions.map(({ kind }) => kind)).toEqual(['ecs.set-desired-count', 'scaling.set-range']);
    expect(actions[1]).toMatchObject({ from: { min: 2, max: 5 }, to: { min: 7, max: 7, suspended } });
  });

  test('and before it on the way in', async () => {
    const raised = { ...target, min: 4 };
    const { actions } = (await decided({ value: 20, reads: { scalableTarget: async () => raised } })) as Plan;

    expect(actions).toMatchObject([
      { from: { min: 4 }, to: { min: 2, max: 5 } },
      { from: 4, to: 2 },
    ]);
  });

  test('stays within bounds that scheduled actions set', async () => {
    const scheduled = {
      timezone: 'UTC',
      name: 'night',
      resourceId: target.resourceId,
      schedule: 'cron(0 20 * * ? *)',
    };
    const reads = { scalableTarget: async () => target, scheduledScaling: async () => [scheduled] };

    expect((await decided({ reads })) as Plan).toMatchObject({
      actions: [{ kind: 'ecs.set-desired-count', to: 5 }],
    });
  });

  test('does not scale in a direction that somebody suspended', async () => {
    const held = { ...target, suspended: { ...suspended, scaleOut: true } };

    expect(await decided({ reads: { scalableTarget: async () => held } })).toMatchObject({
      type: 'nothing',
      reason: expect.stringContaining('suspended'),
    });
  });

  test.each<[string, Standing, object]>([
    [
      'at its maximum asks for a higher one',
      { rule: { max: 4 } },
      { nextStep: expect.stringContaining('from 4 to 7') },
    ],
    ['that stands at 0 lets it sleep', { service: { desiredCount: 0, runningCount: 0 } }, { type: 'wait' }],
    [
      'with an external controller leaves it alone',
      { service: { deploymentController: 'EXTERNAL' } },
      { type: 'nothing' },
    ],
    ['that is gone says nothing', { service: { status: 'INACTIVE' } }, { type: 'nothing', silent: true }],
    [
      'with a metric of 0 looks again before it gives up',
      { value: 0 },
      { type: 'wait', reason: expect.stringContaining('is 0') },
    ],
    [
      'during a deployment takes nothing away',
      { value: 20, service: { deployments: [deploying()] } },
      { type: 'wait' },
    ],
    [
      'outside of its hours waits',
      { rule: { hours: { timezone: 'UTC', days: ['tue'], from: '08:00', to: '18:00' } } },
      { type: 'wait', seconds: 22 * 3600 + 2400 },
    ],
  ])('%s', async (_what, standing, expected) => {
    expect(await decided(standing)).toMatchObject(expected);
  });

  test('leaves an alarm alone that a policy acts on, or that is disabled', async () => {
    const owned = { ...alarmOn('storefront-cpu-high', STOREFRONT), actionsEnabled: false };

    expect(await decided({ reads: { alarm: async () => owned } })).toMatchObject({
      type: 'nothing',
      silent: true,
      reason: expect.stringContaining('disabled'),
    });
  });
});

function deploying(): Service['deployments'][number] {
  const counts = { desiredCount: 4, runningCount: 2, failedTasks: 0 };
  return { id: 'd', status: 'PRIMARY', taskDefinitionArn: 'x', rolloutState: 'IN_PROGRESS', ...counts };
}

describe('an alarm that must be looked up', () => {
  test('is handed on to the service behind its target group', async () => {
    const reads = { servicesBehind: async () => [running()] };

    expect(await decided({ name: 'requests-per-target', reads })).toMatchObject({
      silent: true,
      passOn: [{ type: 'respond', target: { kind: 'service', name: 'storefront' } }],
    });
  });

  test('is dropped in silence when nothing is behind it', async () => {
    const decision = await decided({ name: 'requests-per-target' });

    expect(decision).toMatchObject({
      type: 'nothing',
      silent: true,
      reason: expect.stringContaining('no service'),
    });
    expect(decision).not.toHaveProperty('passOn');
  });
});

describe('an alarm on a group', () => {
  const group = {
    arn: 'arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:1:autoScalingGroupName/workers',
    name: 'workers',
    desired: 4,
    min: 2,
    max: 5,
    inService: 4,
    protectedFromScaleIn: 0,
    suspended: [],
    tags: {},
  };
  const steps = [{ add: 2 }];
  const metric = { namespace: 'AWS/EC2', name: 'CPUUtilization' };
  const rule = { target: 'auto-scaling-group/workers', mode: 'step', max: 10, steps, metric };
  const name = 'group-anomaly';
  const alarm = async () => alarmOn('workers-network', {});

  test('sets its size, and its maximum where that is in the way', async () => {
    const plan = await decided({ name, rule, reads: { autoScalingGroup: async () => group, alarm } });

    expect(plan).toMatchObject({
      actions: [{ from: { desired: 4, max: 5 }, to: { desired: 6, min: 2, max: 6 } }],
    });
  });

  const managedScaling = { enabled: true, targetCapacity: 100, minStep: 1, maxStep: 10 };
  const provider = {
    arn: 'arn:aws:ecs:eu-west-1:123456789012:capacity-provider/cp',
    name: 'cp',
    status: 'ACTIVE',
    autoScalingGroupArn: group.arn,
    managedScaling,
    tags: {},
  };

  test('leaves it to the capacity provider that sizes it', async () => {
    const reads = { autoScalingGroup: async () => group, capacityProviders: async () => [provider], alarm };

    expect(await decided({ name, rule, reads })).toMatchObject({
      type: 'nothing',
      nextStep: expect.stringContaining('capacity-provider/cp'),
    });
  });

  const onProvider = { target: 'capacity-provider/hosts', mode: 'step', max: 90, steps: [{ remove: 10 }] };

  test('sets the target capacity of a provider, where its rule names no other number', async () => {
    const reads = { autoScalingGroup: async () => group, capacityProvider: async () => provider };

    expect(await decided({ name: 'hosts-full', rule: onProvider, reads })).toMatchObject({
      actions: [{ kind: 'scaling.set-managed-scaling', to: { ...managedScaling, targetCapacity: 90 } }],
    });
  });

  const minimum = { ...onProvider, sets: 'minSize', steps: [{ exactly: 3 }] };

  test('raises a minimum of 0, but not of a group that sleeps', async () => {
    const sized = (size: object) => ({
      autoScalingGroup: async () => ({ ...group, ...size }),
      capacityProvider: async () => provider,
    });

    expect(
      await decided({
        name: 'hosts-full',
        rule: minimum,
        reads: sized({ min: 0, desired: 0, inService: 0 }),
      }),
    ).toMatchObject({
      actions: [{ kind: 'scaling.set-group-bounds', from: { min: 0, max: 5 }, to: { min: 3, max: 5 } }],
    });
    expect(
      await decided({ name: 'hosts-full', rule: minimum, reads: sized({ min: 0, max: 0, desired: 0 }) }),
    ).toMatchObject({ type: 'wait', reason: expect.stringContaining('it sleeps') });
  });

  test('sets nothing of a provider whose managed scaling is off', async () => {
    const off = { ...provider, managedScaling: { ...managedScaling, enabled: false } };
    const reads = { autoScalingGroup: async () => group, capacityProvider: async () => off };

    expect(await decided({ name: 'hosts-full', rule: onProvider, reads })).toMatchObject({
      type: 'nothing',
      nextStep: expect.stringContaining('auto-scaling-group/workers'),
    });
  });
});

describe('the rules', () => {
  test.each<[string, object, string]>([
    ['a minimum above the maximum', { min: 11 }, 'min is above max'],
    ['a target that names nothing', { target: 'storefront' }, 'expected service/<cluster>/<name>'],
    ['a mode that does not exist', { mode: 'guess' }, 'must be step, target or backlog'],
    ['a target value of 0', { value: 0 }, 'value'],
    [
      'a time zone that does not exist',
      { hours: { timezone: 'Mars', days: ['mon'], from: '08:00', to: '9' } },
      'time zone',
    ],
    [
      'a step of two changes',
      { mode: 'step', value: undefined, steps: [{ add: 1, remove: 1 }] },
      'expected one of',
    ],
    ['a provider with a target', { target: 'capacity-provider/cp' }, 'in steps only'],
    ['a number of a provider on a service', { sets: 'maxSize' }, 'sets is for a capacity provider'],
    [
      'a number that a provider does not have',
      { target: 'capacity-provider/cp', sets: 'desiredCapacity' },
      'sets',
    ],
    ['a key that nobody knows', { maximum: 3 }, 'maximum'],
  ])('refuse %s, and say what is wrong', (_what, change, message) => {
    expect(() => settingsOf({ ...TARGET, ...change })).toThrow(message);
  });
});
