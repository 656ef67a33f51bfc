import {
  type GetMetricDataInput,
  type GetMetricDataOutput,
  InvalidNextToken,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { pageOf } from '../api/paging.ts';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { invalid } from './errors.ts';
import { MINUTE, metricKey, readable, statistic } from './metrics.ts';

interface Found {
  readonly id: string;
  readonly at: number;
  readonly value: number;
}

/** Newest first, unless it is asked for otherwise; a metric without data has an empty result, not none. */
export function getMetricData(world: World, input: GetMetricDataInput): GetMetricDataOutput {
  const { MetricDataQueries = [], MaxDatapoints = world.cloudwatch.pageSize, NextToken } = input;
  const queries = MetricDataQueries.filter(({ ReturnData }) => ReturnData !== false);
  const found = queries.flatMap((query) => datapoints(world, query, input));
  const bad = () => new InvalidNextToken(refusal('The next token is invalid.'));
  const { items, nextToken } = pageOf(found, NextToken, MaxDatapoints, bad);
  return {
    MetricDataResults: queries.map(({ Id = '', Label, MetricStat }) => {
      const own = items.filter(({ id }) => id === Id);
      const isWhole = nextToken === undefined || found.findLast(({ id }) => id === Id) === own.at(-1);
      return {
        Id,
        Label: Label ?? MetricStat?.Metric?.MetricName,
        Timestamps: own.map(({ at }) => new Date(at)),
        Values: own.map(({ value }) => value),
        StatusCode: isWhole ? 'Complete' : 'PartialData',
      };
    }),
    Messages: [],
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
}

function datapoints(world: World, query: MetricDataQuery, input: GetMetricDataInput): Found[] {
  const { Id = '', MetricStat } = query;
  if (MetricStat === undefined)
    throw new Error(`metric query ${Id}: the simulated CloudWatch computes nothing`);
  const { Metric = {}, Period = 60, Stat = 'Average' } = MetricStat;
  if (Period % 60 !== 0) throw invalid(`Period ${Period} must be a multiple of 60.`);
  const length = (Period / 60) * MINUTE;
  const key = metricKey(Metric);
  const [from, to] = [Number(input.StartTime), Number(input.EndTime)];
  if (!(from < to)) throw invalid('The parameter StartTime must be less than the parameter EndTime.');
  const found: Found[] = [];
  for (let at = Math.floor(from / length) * length; at < to; at += length) {
    const value = statistic(Stat, readable(world, key, at, Math.min(at + length, to)));
    if (value !== undefined) found.push({ id: Id, at, value });
  }
  return input.ScanBy === 'TimestampAscending' ? found : found.reverse();
}
