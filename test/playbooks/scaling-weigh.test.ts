import { describe, expect, test } from 'vitest';
import type { Scalable } from '../../shared/playbooks/scaling/scale-facts.ts';
import { type Ask, strongest } from '../../shared/playbooks/scaling/weigh.ts';
import type { NextCapacity } from '../../shared/scaling/facts.ts';
import { ruleWith, TARGET } from '../scaling/sample.ts';

const FOUR: Scalable = {
  kind: 'service',
  desired: 4,
  running: 4,
  deploying: false,
  tags: {},
  name: 'api',
  serviceArn: '',
  clusterArn: '',
  revision: '',
  controller: 'ECS',
  scheduled: [],
};
const change = (to: number): NextCapacity => ({ type: 'change', to, reason: 'load' });
const stay: NextCapacity = { type: 'stay', reason: 'fits' };
const unknown: NextCapacity = { type: 'unknown', reason: 'no data' };
const limit: NextCapacity = { type: 'limit', wanted: 20, reason: 'more' };

function winner(...nexts: readonly NextCapacity[]): NextCapacity | undefined {
  const asks: readonly Ask[] = nexts.map((next, index) => ({
    name: `a${index}`,
    rule: ruleWith(TARGET),
    scalable: FOUR,
    next,
  }));
  return strongest(asks)?.next;
}

describe('of several alarms', () => {
  test.each<[string, readonly NextCapacity[], NextCapacity]>([
    ['the one that wants most is answered', [change(5), change(8), change(6)], change(8)],
    ['more is added although another is at its limit', [limit, change(5)], change(5)],
    ['a limit is told rather than something taken away', [change(2), limit], limit],
    ['nothing is taken away while one is content', [change(2), stay], stay],
    ['nothing is taken away while one cannot be judged', [change(2), unknown], unknown],
    ['the least is taken away when all agree', [change(1), change(3)], change(3)],
  ])('%s', (_what, nexts, expected) => {
    expect(winner(...nexts)).toEqual(expected);
  });
});
