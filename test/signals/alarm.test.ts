import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MalformedEventError } from '../../shared/domain/errors.ts';
import type { AlarmSignal } from '../../shared/domain/signal.ts';
import { parseSignal } from '../../shared/signals/index.ts';
import { ownSample } from './samples.ts';

const HIGH = 'aws.cloudwatch/service-cpu-high.json';

describe('an alarm', () => {
  test('names what it watches, its threshold and the newest value', () => {
    const { alarm } = parsed({});

    expect(alarm.metrics).toEqual([
      {
        namespace: 'AWS/ECS',
        name: 'CPUUtilization',
        dimensions: { ClusterName: 'shop', ServiceName: 'storefront' },
        statistic: 'Average',
        periodSeconds: 60,
      },
    ]);
    expect(alarm).toMatchObject({ threshold: 75, value: 91.2 });
  });

  test.each<[string, object]>([
    ['no state', { state: undefined }],
    ['a state that does not exist', { state: { value: 'ALARMING' } }],
    ['no name', { alarmName: '' }],
    ['a name with a line break', { alarmName: 'cpu\nhigh' }],
    ['metrics that are no list', { configuration: { metrics: 'all' } }],
    ['a mute without an end', { muteDetail: { mutedByArn: 'arn' } }],
  ])('with %s is malformed', (_what, change) => {
    expect(() => parsed(change)).toThrow(MalformedEventError);
  });

  test('without a configuration is taken, since a published one has none', () => {
    expect(parsed({ configuration: undefined }).alarm).toMatchObject({ kind: 'metric', metrics: [] });
  });

  test('keeps nothing of reasonData but finite numbers, whatever it holds', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constant('{"threshold":1e999,"recentDatapoints":[null]}'),
    );
    fc.assert(
      fc.property(hostile, (reasonData) => {
        const { threshold = 0, value = 0 } = parsed({ state: { value: 'ALARM', reasonData } }).alarm;
        expect([threshold, value].every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('has a tag named __proto__ as any other', () => {
    const alarmTags = JSON.parse('{"__proto__":"x","team":"mail","count":3}');

    const { tags } = parsed({ alarmTags });

    expect(Object.entries(tags)).toEqual([
      ['__proto__', 'x'],
      ['team', 'mail'],
    ]);
    expect(Object.getPrototypeOf(tags)).toBe(Object.prototype);
  });
});

function parsed(change: object): AlarmSignal {
  const event = ownSample(HIGH);
  const answer = parseSignal({ ...event, detail: { ...(event.detail as object), ...change } });
  if (answer.type !== 'signal' || answer.signal.kind !== 'cloudwatch.alarm')
    throw new Error('it is no alarm');
  return answer.signal;
}
