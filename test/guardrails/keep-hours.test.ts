import { describe, expect, it } from 'vitest';
import type { Config } from '../../shared/domain/config.ts';
import type { Plan } from '../../shared/domain/decision.ts';
import type { GuardFacts } from '../../shared/domain/guard.ts';
import type { Sleeper } from '../../shared/domain/hours.ts';
import type { HoursAction } from '../../shared/domain/hours-action.ts';
import { incidentKey } from '../../shared/domain/incident.ts';
import { hoursFlaw } from '../../shared/guardrails/bounded-hours.ts';
import { givesBack } from '../../shared/guardrails/gives-back.ts';
import { review } from '../../shared/guardrails/index.ts';
import { actAgo, factsWith, CONFIG as GUARDED, INCIDENT, planOf, RECORD, ROLLBACK } from './sample.ts';

const { account, region } = INCIDENT.target;
const TARGET = { kind: 'schedule', account, region, partition: 'aws', name: 'Office hours' } as const;
const CLUSTER = `arn:aws:ecs:${region}:${account}:cluster/staging`;

function service(name: string): Sleeper {
  const target = `arn:aws:ecs:${region}:${account}:service/staging/${name}`;
  return { kind: 'service', target, clusterArn: CLUSTER, name };
}

function elsewhere(sleeper: Sleeper): Sleeper {
  return { ...sleeper, target: sleeper.target.replace(region, 'us-east-1') };
}

function planTo(kind: HoursAction['kind'], changes: Partial<HoursAction> = {}): Plan {
  const target = `arn:aws:watchkeeper:${region}:${account}:schedule/Office hours`;
  const base = { target, risk: 'medium', account, region, schedule: TARGET.name, period: '' } as const;
  const sleepers = [service('api'), service('web')];
  return planOf([{ ...base, kind, sleepers, ...changes } as HoursAction], { ownCooldown: true });
}

/** Ten actions today and twenty in this hour, the last of them a minute ago by an earlier incident. */
const ALL_USED: Partial<GuardFacts> = {
  record: { ...RECORD, acts: Array.from({ length: 10 }, (_, index) => actAgo(index + 1, 2)) },
  actionsThisHour: 20,
};
const FROZEN: Partial<Config> = {
  freezes: [{ name: 'Release', timezone: 'UTC', start: '2026-03-20', end: '2026-03-30' }],
};

function verdictOn(plan: Plan, config: Partial<Config> = {}, facts: Partial<GuardFacts> = {}): string {
  const incident = { ...INCIDENT, playbook: 'keep-hours', target: TARGET, key: incidentKey('k', TARGET) };
  const { type, by } = review(plan, factsWith({ incident, config: { ...GUARDED, ...config }, ...facts }));
  return type === 'act' ? type : `${type} by ${by}`;
}

describe('waking what was put to sleep', () => {
  it('is kept from by no budget, no cooldown and no freeze', () => {
    expect(verdictOn(planTo('hours.wake'), FROZEN, ALL_USED)).toBe('act');
  });

  it('needs no second approval: it was agreed to with the sleep', () => {
    expect(verdictOn(planTo('hours.wake'), { mode: 'ask' })).toBe('act');
  });

  it.each<[string, string, Partial<Config>, Partial<GuardFacts>]>([
    ['deny by kill-switch', 'the kill switch', {}, { killSwitch: 'on' }],
    ['observe by mode', 'a mode that only observes', { mode: 'observe' }, {}],
    ['deny by mode', 'a mode that is off', { mode: 'off' }, {}],
    [
      'deny by protected-resource',
      'protection',
      { protect: [{ cluster: 'stag*', name: 'web', reason: 'theirs' }] },
      {},
    ],
  ])('is kept from with %s by %s', (verdict, _by, config, facts) => {
    expect(verdictOn(planTo('hours.wake'), config, facts)).toBe(verdict);
  });
});

describe('whether a plan only gives back', () => {
  const wake = planTo('hours.wake').actions;

  it.each([
    ['it does, if it only wakes', wake, true],
    ['it does not, if it is empty', [], false],
    ['it does not, if it does something else besides', [...wake, ROLLBACK], false],
  ])('%s', (_what, actions, expected) => {
    expect(givesBack(planOf(actions))).toBe(expected);
  });
});

describe('putting to sleep', () => {
  it('takes as many as fifty at once', () => {
    const sleepers = Array.from({ length: 50 }, (_, index) => service(`api-${index}`));

    expect(verdictOn(planTo('hours.sleep', { sleepers }))).toBe('act');
  });

  it('is no remedy that needs a cooldown', () => {
    const acted = { record: { ...RECORD, acts: [actAgo(1, 2)] } };

    expect(verdictOn(planTo('hours.sleep'), {}, acted)).toBe('act');
  });

  it.each<[string, Partial<Config>, Partial<GuardFacts>]>([
    ['observe by freeze', FROZEN, {}],
    ['ask by mode', { mode: 'ask' }, {}],
    ['deny by target-budget', {}, ALL_USED],
    ['deny by account-budget', {}, { actionsThisHour: 20 }],
  ])('is kept from with %s', (verdict, config, facts) => {
    expect(verdictOn(planTo('hours.sleep'), config, facts)).toBe(verdict);
  });

  it('is never for what only has the name of the schedule', () => {
    const [action] = planTo('hours.sleep').actions;

    expect(hoursFlaw(action as HoursAction, { ...TARGET, kind: 'account' })).toContain(
      'the incident for the account',
    );
  });

  it.each<[string, Partial<HoursAction>]>([
    ['another schedule', { schedule: 'Nightly' }],
    ['another account', { account: '999999999999' }],
    ['another Region', { region: 'us-east-1' }],
    ['one of another Region', { sleepers: [elsewhere(service('api'))] }],
    ['one that has no ARN', { sleepers: [{ ...service('api'), target: 'api' }] }],
    ['nobody', { sleepers: [] }],
    ['one twice', { sleepers: [service('api'), service('api')] }],
    ['more than fifty', { sleepers: Array.from({ length: 51 }, (_, index) => service(`api-${index}`)) }],
    [
      'one of another account',
      {
        sleepers: [
          {
            kind: 'auto-scaling-group',
            target: 'arn:aws:autoscaling:eu-central-1:9:autoScalingGroup:1',
            name: 'x',
          },
        ],
      },
    ],
  ])('is never for %s', (_what, changes) => {
    expect(verdictOn(planTo('hours.sleep', changes))).toBe('deny by bounded-plan');
  });
});
