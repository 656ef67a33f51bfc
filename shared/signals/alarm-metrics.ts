import type { AlarmKind, AlarmMetric } from '../domain/alarm.ts';
import { type Fields, fieldsOf, objects, optionalNumber, optionalText, pathOf, read } from './decode.ts';
import { stringMap } from './string-map.ts';

/** An alarm on metric math takes 10 metrics, a metric 30 dimensions. */
const METRICS = 20;
const DIMENSIONS = 30;
const ONE_MINUTE = 60;

/** What an alarm's configuration says that it watches. */
export function kindOf(configuration: Fields): AlarmKind {
  if (optionalText(configuration, 'alarmRule') !== undefined) return 'composite';
  const queries = objects(configuration, 'metrics', METRICS);
  const expressions = queries.flatMap((query) => optionalText(query, 'expression') ?? []);
  if (expressions.some((text) => text.includes('ANOMALY_DETECTION_BAND('))) return 'anomaly';
  if (expressions.some((text) => /^\s{0,100}SELECT\s/i.test(text))) return 'insights';
  return expressions.length > 0 ? 'math' : 'metric';
}

/** The metrics themselves; an expression has none of its own. */
export function metricsOf(configuration: Fields): readonly AlarmMetric[] {
  return objects(configuration, 'metrics', METRICS).flatMap((query) => {
    const value = read(query, 'metricStat');
    return value === undefined ? [] : [metricOf(fieldsOf(value, pathOf(query, 'metricStat')))];
  });
}

function metricOf(stat: Fields): AlarmMetric {
  const metric = fieldsOf(read(stat, 'metric'), pathOf(stat, 'metric'));
  return {
    namespace: optionalText(metric, 'namespace') ?? '',
    name: optionalText(metric, 'name') ?? '',
    dimensions: stringMap(metric, 'dimensions', DIMENSIONS),
    statistic: optionalText(stat, 'stat') ?? '',
    periodSeconds: optionalNumber(stat, 'period') ?? ONE_MINUTE,
  };
}
