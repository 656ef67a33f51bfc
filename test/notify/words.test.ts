import { describe, expect, test } from 'vitest';
import { exampleAsking, exampleResolved } from '../../local/slack/example.ts';
import type { Action } from '../../shared/domain/action.ts';
import type { RunTask, SetDesiredCount } from '../../shared/domain/fleet-action.ts';
import { actionWords } from '../../shared/notify/action-words.ts';
import { renderFleet } from '../../shared/notify/fleet.ts';
import { duration, utc } from '../../shared/notify/format.ts';
import { turnLine } from '../../shared/notify/turn.ts';
import { seenIn } from './strings.ts';

const arn = 'arn:aws:ecs:eu-west-1:123456789012';
const scale: Omit<SetDesiredCount, 'inverse'> = {
  kind: 'ecs.set-desired-count',
  revision: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/api:1',
  target: `${arn}:service/prod/search`,
  clusterArn: `${arn}:cluster/prod`,
  risk: 'high',
  service: 'search',
  from: 6,
  to: 0,
};
const rerun: RunTask = {
  kind: 'ecs.run-task',
  target: `${arn}:cluster/prod`,
  clusterArn: `${arn}:cluster/prod`,
  risk: 'low',
  clientToken: 'token',
  replaces: `${arn}:task/prod/5f2c8d7e9a1b4c6d8e0f1a2b3c4d5e6f`,
  taskDefinitionArn: `${arn}:task-definition/nightly-report:7`,
  startedBy: 'watchkeeper/inc-1',
};

describe('shared/notify/words', () => {
  test.each<[Action, string, string]>([
    [
      { ...scale, inverse: { ...scale, from: 0, to: 6 } },
      'scale search from 6 to 0 tasks',
      '6 tasks -> 0 tasks',
    ],
    [rerun, 'run nightly-report:7 again in place of task 5f2c8d7e9a1b…', 'a new task of nightly-report:7'],
  ])('an action is told with its target and its numbers', (action, act, change) => {
    const words = actionWords(action);

    expect(words.act).toBe(act);
    expect(words.change).toContain(change);
  });

  test('going to a later revision or another family is no rollback', () => {
    const [action] = exampleAsking.plan?.actions ?? [];
    if (action?.kind !== 'ecs.deploy-revision') throw new Error('the example has a rollback');

    expect(actionWords(action).approve).toBe('Approve rollback');
    expect(actionWords({ ...action, to: `${arn}:task-definition/payments-api:43` }).approve).toBe(
      'Approve deployment',
    );
    expect(actionWords({ ...action, to: `${arn}:task-definition/other:1` }).approve).toBe(
      'Approve deployment',
    );
  });

  test('a line per turn says what goes on and mentions nobody', () => {
    const lines = [exampleAsking, { ...exampleResolved, phase: 'verifying' as const }, exampleResolved].map(
      turnLine,
    );

    expect(lines).toEqual([
      'Asked for approval to roll payments-api back to payments-api:41 (mode ask from the cluster rule "prod").',
      'Rolled back to payments-api:41. Checking for up to 15 min whether it worked. To undo: `aws ecs update-service --cluster prod --service payments-api --task-definition payments-api:42`',
      '*RESOLVED in 6 min*: 6 of 6 tasks run payments-api:41.',
    ]);
  });

  test('a failing fleet is one message that says why nothing is done', () => {
    const message = renderFleet({
      account: '123456789012',
      region: 'eu-west-1',
      partition: 'aws',
      cluster: 'prod',
      at: '2026-03-04T10:06:05Z',
      since: '2026-03-04T10:01:00Z',
      failingServices: 87,
      activeServices: 200,
      services: ['search', 'cart'],
      verdict: {
        type: 'deny',
        by: 'fleet-wide-failure',
        reason: '43.5 % of the services fail, and 40 % is the limit',
      },
      incidents: 87,
      recovered: false,
    });

    expect(message.text).toBe('CRITICAL · prod: 87 of 200 services are failing, hands off');
    expect(seenIn(message)).toContain('*Among them:* `search`, `cart` and 85 more');
    expect(seenIn(message)).toContain('(rule `fleet-wide-failure`): 43.5 % of the services fail');
  });

  test.each([
    [0, '0 s'],
    [59, '59 s'],
    [240, '4 min'],
    [3_600, '1 h'],
    [4_800, '1 h 20 min'],
    [273_600, '3 d 4 h'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });

  test('a time on another day says which', () => {
    expect(utc('2026-03-03T23:59:00Z', '2026-03-04T00:01:00Z')).toBe('2026-03-03 23:59 UTC');
    expect(utc('no time at all', '2026-03-04T00:01:00Z')).toBe('');
  });
});
