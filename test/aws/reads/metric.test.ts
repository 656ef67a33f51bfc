import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { CPU, NOON, points, scalingReadsOf } from './scaling.ts';

const MINUTE = 60_000;
const at = (minute: number) => new Date(NOON + minute * MINUTE).toISOString();

/** What is read of five minutes after noon, when CloudWatch answers with these pages. */
function pagesOf(...pages: readonly MetricDataResult[]) {
  const reads = scalingReadsOf({
    GetMetricData: ({ NextToken = '0' }) => {
      const page = Number(NextToken);
      const next = page + 1 < pages.length ? { NextToken: String(page + 1) } : {};
      return { MetricDataResults: pages.slice(page, page + 1), ...next };
    },
  });
  return reads.metric(CPU, NOON, NOON + 5 * MINUTE);
}

describe('shared/aws/reads/metric', () => {
  it('asks for one metric in one period and statistic, between two moments', async () => {
    const asked: object[] = [];
    const reads = scalingReadsOf({
      GetMetricData: (input) => {
        asked.push(input);
        return { MetricDataResults: [points({})] };
      },
    });

    await reads.metric(CPU, NOON, NOON + MINUTE);

    const Dimensions = [
      { Name: 'ClusterName', Value: 'prod' },
      { Name: 'ServiceName', Value: 'api' },
    ];
    const Metric = { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Dimensions };
    expect(asked).toMatchObject([
      {
        MetricDataQueries: [{ MetricStat: { Metric, Period: 60, Stat: 'Average' } }],
        StartTime: new Date(NOON),
        EndTime: new Date(NOON + MINUTE),
      },
    ]);
  });

  it('gives the points of all pages, oldest first, each time once', async () => {
    const part = { ...points({ 3: 33, 1: 11 }), StatusCode: 'PartialData' as const };

    expect(await pagesOf(part, points({ 0: 10, 3: 33 }))).toEqual([
      { at: at(0), value: 10 },
      { at: at(1), value: 11 },
      { at: at(3), value: 33 },
    ]);
  });

  it('no data is no point, not a zero; a zero is one', async () => {
    expect(await pagesOf(points({}))).toEqual([]);
    expect(await pagesOf(points({ 2: 0 }))).toEqual([{ at: at(2), value: 0 }]);
  });

  it('a period that has not ended has no value yet', async () => {
    const reads = scalingReadsOf({ GetMetricData: () => ({ MetricDataResults: [points({ 3: 1, 4: 2 })] }) });

    const found = await reads.metric(CPU, NOON, NOON + 4.5 * MINUTE);

    expect(found.map((point) => point.at)).toEqual([at(3)]);
  });

  it.each(['PartialData', 'InternalError', 'Forbidden', undefined] as const)(
    'an answer that ends with %s is no answer',
    async (StatusCode) => {
      const Messages = [{ Code: 'x', Value: 'why' }];

      await expect(pagesOf(points({ 0: 1 }), { ...points({ 1: 2 }), StatusCode, Messages })).rejects.toThrow(
        'came back incomplete',
      );
    },
  );

  it('no result at all is no answer', async () => {
    await expect(pagesOf()).rejects.toThrow('answered "no result"');
  });

  it.each([
    ['a value is missing', { ...points({ 0: 1, 1: 2 }), Values: [1] }],
    ['a value is no number', points({ 0: Number.NaN })],
  ])('an answer in which %s is refused', async (_what, result) => {
    await expect(pagesOf(result)).rejects.toThrow('the metric AWS/ECS CPUUtilization came back');
  });

  it.each([
    [NOON, NOON],
    [NOON, NOON - 1],
    [NOON, Number.NaN],
    [NOON, NOON + 1441 * MINUTE],
  ])('from %d to %d is asked of nobody', async (from, to) => {
    await expect(scalingReadsOf({}).metric(CPU, from, to)).rejects.toThrow('not 1 to 1440 periods');
  });
});
