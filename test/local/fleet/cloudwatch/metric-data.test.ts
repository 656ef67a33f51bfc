import { GetMetricDataCommand, type GetMetricDataInput } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { MINUTE, START } from '../support.ts';
import { CPU, createAlarmStage, liveThrough } from './support.ts';

const query = (Period = 60, Stat = 'Average'): GetMetricDataInput => ({
  StartTime: new Date(START),
  EndTime: new Date(START + 60 * MINUTE),
  MetricDataQueries: [
    {
      Id: 'm1',
      MetricStat: {
        Metric: {
          Namespace: 'AWS/ECS',
          MetricName: 'CPUUtilization',
          Dimensions: [
            { Name: 'ServiceName', Value: 'web' },
            { Name: 'ClusterName', Value: 'shop' },
          ],
        },
        Period,
        Stat,
      },
    },
  ],
});

describe('local/fleet/cloudwatch metric data', () => {
  it('gives each minute, newest first, once it can be read', async () => {
    const stage = createAlarmStage({ settings: { metricDelaySeconds: 90 } });
    await liveThrough(stage, [10, 20, undefined, 40]);

    const now = await stage.cloudwatch.send(new GetMetricDataCommand(query()));
    await stage.pass(2);
    const later = await stage.cloudwatch.send(new GetMetricDataCommand(query()));

    expect(now.MetricDataResults?.[0]?.Values).toEqual([20, 10]);
    expect(later.MetricDataResults?.[0]).toMatchObject({
      Values: [40, 20, 10],
      Timestamps: [3, 1, 0].map((minute) => new Date(START + minute * MINUTE)),
      StatusCode: 'Complete',
    });
  });

  it('puts minutes together into longer periods by the statistic', async () => {
    const stage = createAlarmStage();
    stage.fleet.putMetric(CPU, [10, 30]);
    stage.fleet.putMetric(CPU, [20]);
    await liveThrough(stage, [undefined, 60, undefined, undefined]);

    const ask = async (stat: string) => {
      const answer = await stage.cloudwatch.send(new GetMetricDataCommand(query(120, stat)));
      return answer.MetricDataResults?.[0]?.Values;
    };

    expect(await ask('Average')).toEqual([30]);
    expect(await ask('Sum')).toEqual([120]);
    expect(await ask('Maximum')).toEqual([60]);
    expect(await ask('Minimum')).toEqual([10]);
    expect(await ask('SampleCount')).toEqual([4]);
  });

  it('has an empty result for a metric without data', async () => {
    const { cloudwatch } = createAlarmStage();

    const { MetricDataResults, NextToken } = await cloudwatch.send(new GetMetricDataCommand(query()));

    expect(MetricDataResults).toEqual([
      { Id: 'm1', Label: 'CPUUtilization', Timestamps: [], Values: [], StatusCode: 'Complete' },
    ]);
    expect(NextToken).toBeUndefined();
  });

  it('gives what does not fit on a page on the next one', async () => {
    const stage = createAlarmStage({ settings: { datapointsPerPage: 2 } });
    await liveThrough(stage, [10, 20, 30, undefined]);

    const first = await stage.cloudwatch.send(new GetMetricDataCommand(query()));
    const next = await stage.cloudwatch.send(
      new GetMetricDataCommand({ ...query(), NextToken: first.NextToken }),
    );

    expect(first.MetricDataResults?.[0]).toMatchObject({ Values: [30, 20], StatusCode: 'PartialData' });
    expect(next.MetricDataResults?.[0]).toMatchObject({ Values: [10], StatusCode: 'Complete' });
    expect(next.NextToken).toBeUndefined();
  });

  it('fails like every other call of the account', async () => {
    const { fleet, cloudwatch } = createAlarmStage();
    fleet.fault({ command: 'GetMetricData', kind: 'denied' });

    const answer = cloudwatch.send(new GetMetricDataCommand(query()));

    await expect(answer).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
