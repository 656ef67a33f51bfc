import { describe, expect, it } from 'vitest';
import type { GuardFacts } from '../../shared/domain/guard.ts';
import type { ScalingTarget } from '../../shared/domain/target.ts';
import { mode } from '../../shared/guardrails/mode.ts';
import { protectedResource } from '../../shared/guardrails/protected-resource.ts';
import { SERVICE } from '../support/incidents.ts';
import { setManaged, setRange, setSize } from '../support/scaling-actions.ts';
import { factsUnder, INCIDENT, planOf } from './sample.ts';

const { clusterArn: _, cluster: __, ...HOME } = SERVICE;
const schedule: ScalingTarget = { ...HOME, kind: 'schedule', name: 'nights' };
const under = (config: Parameters<typeof factsUnder>[0], target = schedule): GuardFacts => ({
  ...factsUnder(config),
  incident: { ...INCIDENT, target },
});

const range = setRange({ min: 4 });
const inTest = { ...range, resourceId: 'service/test/payments-api' };

describe('guardrails on what scales', () => {
  it.each([
    [{ autoScalingGroup: 'work*' }, setSize({ desired: 4 })],
    [{ capacityProvider: 'spot' }, setManaged({ targetCapacity: 90 })],
    [{ cluster: 'prod', name: 'payments-*' }, range],
  ])('the rule %j protects it, also from a schedule', (rule, action) => {
    const facts = under({ protect: [{ ...rule, reason: 'not this one' } as never] });

    expect(protectedResource.review(planOf([action]), facts)).toMatchObject({
      type: 'deny',
      reason: expect.stringContaining('not this one'),
    });
  });

  it.each([{ autoScalingGroup: 'other-*' }, { capacityProvider: 'workers' }, { cluster: 'test', name: '*' }])(
    'the rule %j is about something else',
    (rule) => {
      const facts = under({ protect: [{ ...rule, reason: 'not this one' } as never] });
      const plan = planOf([setSize({ desired: 4 }), range]);

      expect(protectedResource.review(plan, facts).type).toBe('act');
    },
  );

  it('a protected group is protected by what the incident is about, too', () => {
    const group: ScalingTarget = { ...HOME, kind: 'auto-scaling-group', name: 'workers' };
    const facts = under({ protect: [{ autoScalingGroup: 'workers', reason: 'ours' }] }, group);

    expect(protectedResource.review(planOf([range]), facts).type).toBe('deny');
  });

  it.each([
    ['act', 'act', 'act'],
    ['act', 'observe', 'observe'],
    ['ask', 'act', 'ask'],
    ['off', 'act', 'deny'],
    ['off', 'observe', 'deny'],
    ['observe', 'ask', 'observe'],
    ['ask', 'observe', 'observe'],
  ] as const)('where prod says %s and test %s, a schedule of both may %s', (prod, test, type) => {
    const clusters = [
      { cluster: 'prod', mode: prod },
      { cluster: 'test', mode: test },
    ];

    expect(mode.review(planOf([range, inTest]), under({ mode: 'off', clusters })).type).toBe(type);
  });

  it('a group is in no cluster: the rule for all of them does not count', () => {
    const facts = under({ mode: 'observe', clusters: [{ cluster: '*', mode: 'act' }] });

    expect(mode.review(planOf([setSize({ desired: 4 })]), facts).type).toBe('observe');
  });
});
