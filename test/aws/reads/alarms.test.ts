import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { serviceError } from '../simulated-aws.ts';
import { CPU, CPU_HIGH, scalingReadsOf } from './scaling.ts';

const metricAlarm = (more: MetricAlarm) =>
  scalingReadsOf({ DescribeAlarms: () => ({ MetricAlarms: [{ ...CPU_HIGH, ...more }] }) }).alarm(
    'api-cpu-high',
  );

/** What an alarm on expressions has instead of a metric of its own. */
const EXPRESSION: MetricAlarm = {
  Namespace: undefined,
  MetricName: undefined,
  Statistic: undefined,
  Period: undefined,
  Dimensions: undefined,
};
const part = (Id: string, name: string, AccountId?: string) => ({
  Id,
  MetricStat: { Metric: { Namespace: 'App', MetricName: name }, Period: 60, Stat: 'Sum' },
  ...(AccountId && { AccountId }),
});

describe('shared/aws/reads/alarms', () => {
  it('tells what an alarm watches, how it stands and since when, and the newest value', async () => {
    expect(await metricAlarm({})).toEqual({
      arn: CPU_HIGH.AlarmArn,
      name: 'api-cpu-high',
      kind: 'metric',
      state: 'ALARM',
      reason: 'Threshold Crossed',
      since: '2026-11-23T10:01:00.000Z',
      metrics: [CPU],
      threshold: 70,
      comparison: 'GreaterThanThreshold',
      value: 93.25,
      actionsEnabled: true,
      actions: ['arn:aws:sns:eu-west-1:111122223333:ops'],
    });
  });

  it('asks for every type of alarm, because CloudWatch tells of composite ones only when asked', async () => {
    const composite = { ...CPU_HIGH, ...EXPRESSION, AlarmRule: 'ALARM(a)', Threshold: undefined };
    const reads = scalingReadsOf({
      DescribeAlarms: ({ AlarmTypes = [] }) => ({
        CompositeAlarms: AlarmTypes.includes('CompositeAlarm') ? [composite] : [],
      }),
    });

    expect(await reads.alarm('api-cpu-high')).toMatchObject({ kind: 'composite', metrics: [] });
  });

  it.each([
    ['math', { Metrics: [{ Id: 'e1', Expression: 'm1/m2' }, part('m1', 'a'), part('m2', 'b')] }],
    ['insights', { Metrics: [{ Id: 'q1', Expression: 'SELECT AVG(x) FROM y' }] }],
    ['anomaly', { Metrics: [part('m1', 'a')], ThresholdMetricId: 'band' }],
    ['math', { EvaluationCriteria: { PromQLCriteria: { Query: 'up' } } }],
    ['metric', { Metrics: [part('m1', 'a')] }],
  ])('%s: %j', async (kind, more) => {
    expect(await metricAlarm({ ...EXPRESSION, ...more })).toMatchObject({ kind });
  });

  it('an expression is listed by what it is made of, without metrics of another account', async () => {
    const Metrics = [
      part('m1', 'own'),
      part('m2', 'ours', '111122223333'),
      part('m3', 'theirs', '999999999999'),
    ];

    const alarm = await metricAlarm({ ...EXPRESSION, Metrics });

    expect(alarm?.metrics.map(({ name }) => name)).toEqual(['own', 'ours']);
  });

  it.each(['', 'not JSON', 'null', '{}', '{"recentDatapoints":[]}', '{"recentDatapoints":[1,null]}'])(
    'there is no newest value in the reason data %j',
    async (StateReasonData) => {
      expect(await metricAlarm({ StateReasonData })).not.toHaveProperty('value');
    },
  );

  it('another alarm, or one of the same letters, is not it', async () => {
    const MetricAlarms = [{ ...CPU_HIGH, AlarmName: 'API-CPU-HIGH' }];

    expect(await scalingReadsOf({ DescribeAlarms: () => ({ MetricAlarms }) }).alarm('api-cpu-high')).toBe(
      undefined,
    );
  });

  it.each([
    ['StateValue', { StateValue: undefined }],
    ['ActionsEnabled', { ActionsEnabled: undefined }],
  ])('an alarm without %s is not read', async (field, more) => {
    await expect(metricAlarm(more)).rejects.toThrow(`came back without "${field}"`);
  });

  it('an alarm that is gone has no tags', async () => {
    const gone = () => {
      throw serviceError('ResourceNotFoundException', 'no such alarm', 404);
    };

    expect(await scalingReadsOf({ ListTagsForResource: gone }).alarmTags('arn')).toEqual({});
  });

  it('an alarm whose tags were left out of the answer is not taken for one without tags', async () => {
    const reads = scalingReadsOf({ ListTagsForResource: () => ({}) });

    await expect(reads.alarmTags('arn')).rejects.toThrow('came back without "Tags"');
  });

  it('tells what keeps the actions of a composite alarm back, and how many periods one is judged by', async () => {
    const suppressed = { ActionsSuppressedBy: 'Alarm', ActionsSuppressedReason: 'a deployment' } as const;
    const composite = { ...CPU_HIGH, ...EXPRESSION, AlarmRule: 'ALARM(a)', Threshold: undefined };
    const reads = scalingReadsOf({
      DescribeAlarms: () => ({ CompositeAlarms: [{ ...composite, ...suppressed }] }),
    });

    expect(await reads.alarm('api-cpu-high')).toMatchObject({
      suppressed: { by: 'Alarm', reason: 'a deployment' },
    });
    expect(
      await metricAlarm({ EvaluationPeriods: 5, DatapointsToAlarm: 3, TreatMissingData: 'ignore' }),
    ).toMatchObject({ evaluationPeriods: 5, datapointsToAlarm: 3, missingData: 'ignore' });
  });

  it('lists the rules that mute an alarm now, of every page', async () => {
    const asked: object[] = [];
    const reads = scalingReadsOf({
      ListAlarmMuteRules: (input) => {
        asked.push(input);
        return input.NextToken === undefined
          ? { AlarmMuteRuleSummaries: [{ AlarmMuteRuleArn: 'night' }], NextToken: 'more' }
          : { AlarmMuteRuleSummaries: [{ AlarmMuteRuleArn: 'release' }] };
      },
    });

    expect(await reads.activeMutes('api-cpu-high')).toEqual(['night', 'release']);
    expect(asked[0]).toMatchObject({ AlarmName: 'api-cpu-high', Statuses: ['ACTIVE'] });
  });

  it('an answer without the list of rules is not taken for an alarm that is not muted', async () => {
    const reads = scalingReadsOf({ ListAlarmMuteRules: () => ({}) });

    await expect(reads.activeMutes('api-cpu-high')).rejects.toThrow('without "AlarmMuteRuleSummaries"');
  });

  it('an alarm that is gone is muted by nothing', async () => {
    const reads = scalingReadsOf({
      ListAlarmMuteRules: () => {
        throw serviceError('ResourceNotFoundException', 'no such alarm');
      },
    });

    expect(await reads.activeMutes('gone')).toEqual([]);
  });

  it('finds alarms by what their names begin with', async () => {
    const reads = scalingReadsOf({
      DescribeAlarms: ({ AlarmNamePrefix }) => ({
        MetricAlarms: AlarmNamePrefix === 'api-' ? [CPU_HIGH] : [],
      }),
    });

    expect(await reads.alarmsNamed('api-')).toMatchObject([{ name: 'api-cpu-high' }]);
    expect(await reads.alarmsNamed('web-')).toEqual([]);
  });
});
