import type { Metrics } from '@aws-lambda-powertools/metrics';
import type { Measure, MetricName } from '../deps.ts';
import type { CommonEnvironment } from './environment.ts';
import { once } from './once.ts';

/** Counts and durations of one invocation: collected as they come, written as EMF lines at its end. */
export interface Meter {
  readonly measure: Measure;
  /** Write what was collected; nothing collected writes and loads nothing. */
  flush(): Promise<void>;
}

interface Sample {
  readonly name: MetricName;
  readonly value: number;
  readonly dimensions: Readonly<Record<string, string>>;
}

export const METRICS_NAMESPACE = 'Watchkeeper';

/**
 * Powertools' metrics behind our `Measure`. Counts of one name and one set of dimensions are added up, so
 * that a batch of 100 events writes a few lines; durations stay single values, for percentiles.
 */
export function createMeter(environment: Pick<CommonEnvironment, 'stage'>): Meter {
  const samples = new Map<string, Sample>();
  const metrics = once(() => openMetrics(`watchkeeper-${environment.stage}`));
  const measure: Measure = (name, value, dimensions = {}) => {
    if (!Number.isFinite(value)) return;
    const key = isDuration(name) ? `#${samples.size}` : JSON.stringify([name, dimensions]);
    samples.set(key, { name, dimensions, value: value + (samples.get(key)?.value ?? 0) });
  };
  const flush = async () => {
    const collected = [...samples.values()];
    samples.clear();
    if (collected.length > 0) write(collected, await metrics());
  };
  return { measure, flush };
}

function isDuration(name: MetricName): boolean {
  return name.endsWith('-seconds');
}

/**
 * Loaded when there is something to write: half of what the door would otherwise start with. One for the container's
 * life: making one takes a fifth of an ignored event's time.
 */
async function openMetrics(serviceName: string): Promise<Metrics> {
  const { Metrics } = await import('@aws-lambda-powertools/metrics');
  return new Metrics({ namespace: METRICS_NAMESPACE, serviceName });
}

function write(samples: readonly Sample[], metrics: Metrics): void {
  for (const { name, value, dimensions } of samples) {
    metrics.addDimensions({ ...dimensions });
    metrics.addMetric(name, isDuration(name) ? 'Seconds' : 'Count', value);
    metrics.publishStoredMetrics();
  }
}
