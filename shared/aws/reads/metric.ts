import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type { AlarmMetric } from '../../domain/alarm.ts';
import { ReadError } from '../../domain/errors.ts';
import type { Datapoint } from '../../domain/scaling.ts';
import { allPages } from '../pages.ts';
import { need, type Reading, read } from '../read.ts';
import { iso } from '../shapes.ts';

/** The only query of the call. */
const ID = 'm1';
/** Nobody decides on more periods than a day has minutes; CloudWatch would give 100,800 in one page. */
const MOST_PERIODS = 1440;

/**
 * GetMetricData, oldest first. A period without data has no point, and one that has not ended by `to` is left out:
 * its value is not final. A part of the data, as CloudWatch may answer, is no answer.
 */
export async function readMetric(
  cloudWatch: CloudWatchClient,
  metric: AlarmMetric,
  from: number,
  to: number,
): Promise<readonly Datapoint[]> {
  const reading = {
    action: 'cloudwatch:GetMetricData',
    what: `the metric ${metric.namespace} ${metric.name}`,
  };
  const periodMs = metric.periodSeconds * 1000;
  if (!(to > from && to - from <= MOST_PERIODS * periodMs)) {
    throw new ReadError(
      `${reading.what} was asked for from ${from} to ${to}: that is not 1 to ${MOST_PERIODS} periods`,
    );
  }
  const results = await fetchAll(cloudWatch, metric, from, to, reading);
  refusePart(results, reading);
  const points = new Map(results.flatMap((result) => pointsOf(result, reading)));
  return [...points]
    .filter(([at]) => at + periodMs <= to)
    .sort(([a], [b]) => a - b)
    .map(([at, value]) => ({ at: iso(new Date(at)), value }));
}

function fetchAll(
  cloudWatch: CloudWatchClient,
  { namespace, name, dimensions, statistic, periodSeconds }: AlarmMetric,
  from: number,
  to: number,
  reading: Reading,
): Promise<readonly MetricDataResult[]> {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: namespace, MetricName: name, Dimensions };
  const input = {
    MetricDataQueries: [{ Id: ID, MetricStat: { Metric, Period: periodSeconds, Stat: statistic } }],
    StartTime: new Date(from),
    EndTime: new Date(to),
    ScanBy: 'TimestampAscending' as const,
  };
  return read(reading, () =>
    allPages(async (NextToken) => {
      const page = await cloudWatch.send(new GetMetricDataCommand({ ...input, NextToken }));
      return { items: page.MetricDataResults, next: page.NextToken };
    }),
  );
}

/** PartialData is how every page but the last one stands; the last word must be Complete. */
function refusePart(results: readonly MetricDataResult[], { what, action }: Reading): void {
  const last = results.at(-1);
  if (last?.StatusCode === 'Complete' && results.every(({ Id }) => Id === ID)) return;
  const because = [last?.StatusCode ?? 'no result', last?.Messages?.[0]?.Value].filter(Boolean).join(': ');
  throw new ReadError(`${what} came back incomplete: ${action} answered "${because}"`);
}

function pointsOf(
  { Timestamps = [], Values = [] }: MetricDataResult,
  reading: Reading,
): readonly (readonly [at: number, value: number])[] {
  if (Timestamps.length !== Values.length) {
    throw new ReadError(
      `${reading.what} came back with ${Timestamps.length} times and ${Values.length} values`,
    );
  }
  return Timestamps.map((time, index) => {
    const at = need(time.getTime(), 'Timestamps', reading);
    return [at, need(Values[index], 'Values', reading)] as const;
  });
}
