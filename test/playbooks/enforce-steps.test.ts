import { describe, expect, it } from 'vitest';
import type { Alarm } from '../../shared/domain/alarm.ts';
import type { ScalingPolicy, ScheduledScaling } from '../../shared/domain/scaling.ts';
import { enforceScalingPolicy } from '../../shared/playbooks/enforce-scaling-policy.ts';
import { policyFates } from '../../shared/playbooks/scaling/policy-fate.ts';
import { wantedPolicy } from '../../shared/playbooks/scaling/wanted-policy.ts';
import { WEB } from '../support/web-shop.ts';

const OUT = { above: 70, steps: [{ from: 0, tasks: 2 }] };
const EVENING = { name: 'evening', schedule: 'cron(0 19 * * ? *)', timezone: 'Europe/Berlin', max: 4 };
const RULE = { cluster: 'prod', service: 'web-*', metric: 'cpu', min: 2, max: 10, out: OUT };
const CLOCK = { cluster: 'prod', service: 'web-*', min: 2, max: 10, scheduled: [EVENING] };
const parsed = (...rules: object[]) => enforceScalingPolicy.settings.parse({ rules });

const resourceId = 'service/prod/web-shop';
const suspended = { scaleIn: false, scaleOut: false, scheduled: false };
const scalable = { resourceId, min: 1, max: 4, suspended };

const POLICY: ScalingPolicy = {
  arn: 'arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:1',
  name: 'watchkeeper-cpu-out',
  resourceId,
  type: 'StepScaling',
  steps: { unit: 'tasks', bands: [{ from: 0, change: 2 }], cooldownSeconds: 60 },
  alarmNames: [],
};
const ALARM: Alarm = {
  arn: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:watchkeeper/service/prod/web-shop/cpu-out',
  name: 'watchkeeper/service/prod/web-shop/cpu-out',
  kind: 'metric',
  state: 'OK',
  reason: '',
  since: '2026-11-23T09:00:00.000Z',
  metrics: [
    {
      namespace: 'AWS/ECS',
      name: 'CPUUtilization',
      dimensions: { ClusterName: 'prod', ServiceName: 'web-shop' },
      statistic: 'Average',
      periodSeconds: 60,
    },
  ],
  threshold: 70,
  comparison: 'GreaterThanThreshold',
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  actionsEnabled: true,
  actions: [POLICY.arn],
};
const SET: ScheduledScaling = {
  name: 'watchkeeper-evening',
  resourceId,
  schedule: EVENING.schedule,
  timezone: EVENING.timezone,
  max: 4,
};

interface There {
  readonly policies?: readonly ScalingPolicy[];
  readonly alarms?: readonly Alarm[];
  readonly scheduled?: readonly ScheduledScaling[];
}

function fatesOf(rule: object, { policies = [], alarms = [], scheduled = [] }: There = {}) {
  const wanted = wantedPolicy(WEB, parsed(rule));
  if (wanted === undefined) throw new Error('no rule is about it');
  return policyFates({ service: WEB, wanted, scalable, policies, alarms, scheduled });
}

describe('step policies', () => {
  it('are proposed with the alarm that calls them, and a way back', () => {
    const [fate] = fatesOf(RULE);

    expect(fate?.action).toMatchObject({
      kind: 'scaling.set-steps',
      from: {},
      to: { policy: POLICY.steps, alarm: { name: ALARM.name, threshold: 70, periods: 3 } },
      inverse: { to: {} },
    });
    expect(fate?.text).toContain('CPUUtilization above 70 for 3 min: +2 from 0, cooldown 60 s');
  });

  it('are nothing to tell of where both are as they should be, also if the alarm calls others', () => {
    const loud = { ...ALARM, actions: [POLICY.arn, 'arn:aws:sns:eu-west-1:123456789012:oncall'] };

    expect(fatesOf(RULE, { policies: [POLICY], alarms: [ALARM] })).toEqual([]);
    expect(fatesOf(RULE, { policies: [POLICY], alarms: [loud] })).toEqual([]);
  });

  it.each<[string, There, string]>([
    ['without an alarm', { policies: [POLICY] }, 'has no alarm that calls it'],
    ['without a policy', { alarms: [{ ...ALARM, actions: [] }] }, 'its alarm has no policy to call'],
    [
      'whose alarm calls nothing',
      { policies: [POLICY], alarms: [{ ...ALARM, actions: [] }] },
      'calls nothing',
    ],
    [
      'with another threshold',
      { policies: [POLICY], alarms: [{ ...ALARM, threshold: 90 }] },
      'CPUUtilization above 90',
    ],
  ])('are proposed anew %s', (_what, there, words) => {
    const [fate] = fatesOf(RULE, there);

    expect(fate?.action?.kind).toBe('scaling.set-steps');
    expect(fate?.text).toContain(words);
  });

  it.each<[string, There]>([
    ['disabled', { policies: [POLICY], alarms: [{ ...ALARM, actionsEnabled: false }] }],
    ['let count data otherwise', { policies: [POLICY], alarms: [{ ...ALARM, datapointsToAlarm: 2 }] }],
    [
      'set otherwise and let call others',
      { policies: [POLICY], alarms: [{ ...ALARM, threshold: 9, actions: ['arn:aws:sns:x'] }] },
    ],
  ])('are only told of where somebody %s their alarm', (_what, there) => {
    expect(fatesOf(RULE, there)).toMatchObject([{ note: 'only a person can set that' }]);
    expect(fatesOf(RULE, there)[0]).not.toHaveProperty('action');
  });

  it('are nothing where people have policies of their own', () => {
    expect(fatesOf(RULE, { policies: [{ ...POLICY, name: 'forecast', type: 'PredictiveScaling' }] })).toEqual(
      [],
    );
  });

  it('of an earlier rule are told, and neither taken away nor joined by tracking', () => {
    const rule = { ...RULE, out: undefined, target: 60 };

    expect(fatesOf(rule, { policies: [POLICY] })).toMatchObject([
      { text: 'it has watchkeeper-cpu-out, which no rule asks for any more' },
    ]);
  });
});

describe('scheduled actions', () => {
  it.each<[string, There, object | undefined]>([
    ['that are missing are proposed', {}, { from: 'none', to: SET }],
    ['that are there are nothing', { scheduled: [SET] }, undefined],
    ['that drifted are proposed anew', { scheduled: [{ ...SET, max: 9 }] }, { from: { max: 9 }, to: SET }],
    [
      'that end one day are proposed anew',
      { scheduled: [{ ...SET, endsAt: '2026-12-01T00:00:00.000Z' }] },
      { to: SET },
    ],
    ['stay as people have them', { scheduled: [{ ...SET, name: 'ours' }] }, undefined],
  ])('%s', (_what, there, action) => {
    const [fate] = fatesOf(CLOCK, there);

    if (action === undefined) expect(fate).toBeUndefined();
    else expect(fate?.action).toMatchObject(action);
  });
});

describe('a rule', () => {
  it('can be named by a tag, whatever the service is called', () => {
    const tagged = { ...WEB, name: 'other', tags: { 'watchkeeper:scaling': 'rule=clock' } };
    const { cluster: _c, service: _s, ...rule } = CLOCK;

    expect(wantedPolicy(tagged, parsed({ ...rule, name: 'clock' }))).toMatchObject({
      scheduled: [{ name: 'watchkeeper-evening', resourceId: 'service/prod/other' }],
    });
    expect(wantedPolicy(tagged, parsed())).toMatch('names the rule clock, which there is not');
  });

  it('needs an alarm with a name that AWS takes', () => {
    const long = { ...WEB, name: `web-${'a'.repeat(240)}` };

    expect(wantedPolicy(long, parsed(RULE))).toMatch('longer than the 255');
  });

  it.each([
    ['asks for nothing', { ...RULE, out: undefined }, 'asks for nothing'],
    ['asks for a target and steps', { ...RULE, target: 60 }, 'would fight each other'],
    ['has steps without a metric', { ...RULE, metric: undefined }, 'is needed to know what to follow'],
    ['has a threshold above 100 %', { ...RULE, out: { ...OUT, above: 120 } }, 'is a percentage'],
    ['rings both ways', { ...RULE, in: { ...OUT, above: undefined, below: 80 } }, 'both would ring'],
    ['mixes tasks and percent', steps({ from: 0, tasks: 1 }, { from: 5, percent: 9 }), 'some say tasks'],
    ['begins beyond its threshold', steps({ from: 5, tasks: 1 }), 'must begin with "from: 0"'],
    ['says both of a step', steps({ from: 0, tasks: 1, percent: 9 }), 'expected one of tasks and percent'],
    ['is about nothing', { ...RULE, cluster: undefined, service: undefined }, 'is about nothing'],
    ['has a cron with five fields', clock({ schedule: 'cron(0 19 * * *)' }), 'with six fields'],
    ['has an offset for a time zone', clock({ timezone: '+01:00' }), 'not an IANA time zone'],
    ['has a scheduled action that sets nothing', clock({ max: undefined }), 'sets nothing'],
    ['has a scheduled action upside down', clock({ min: 5 }), 'min is above max'],
    ['names an action twice', { ...CLOCK, scheduled: [EVENING, EVENING] }, 'have the same name'],
  ])('that %s is refused with the reason', (_what, rule, reason) => {
    const asRead = JSON.parse(JSON.stringify(rule));

    expect(() => parsed(asRead)).toThrow(JSON.stringify(reason).slice(1, -1));
  });
});

function steps(...all: object[]): object {
  return { ...RULE, out: { ...OUT, steps: all } };
}

function clock(change: object): object {
  return { ...CLOCK, scheduled: [{ ...EVENING, ...change }] };
}
