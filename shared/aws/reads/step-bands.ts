import type { StepAdjustment } from '@aws-sdk/client-application-auto-scaling';
import type { Band } from '../../domain/step-policy.ts';

/** A band with where the next one begins; undefined for the last. */
interface Piece extends Band {
  readonly until: number | undefined;
}

/**
 * The bands of a step policy in one direction, as AWS writes them: adjustments that add lie above the threshold,
 * those that take away below it. Undefined when they go both ways, have a gap, or begin beyond the threshold.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_StepAdjustment.html
 */
export function bandsFrom(adjustments: readonly StepAdjustment[]): readonly Band[] | undefined {
  const isOut = adjustments.every(({ ScalingAdjustment = 0 }) => ScalingAdjustment > 0);
  const isIn = adjustments.every(({ ScalingAdjustment = 0 }) => ScalingAdjustment < 0);
  if (isOut === isIn) return undefined;
  const pieces = adjustments.map(isOut ? above : below).toSorted((a, b) => a.from - b.from);
  const isWhole = pieces.every(({ until }, index) => until === pieces[index + 1]?.from);
  if (pieces[0]?.from !== 0 || !isWhole) return undefined;
  return pieces.map(({ from, change }) => ({ from, change }));
}

/** The other way round: what PutScalingPolicy takes. */
export function adjustmentsFor(bands: readonly Band[]): StepAdjustment[] {
  return bands.map(({ from, change }, index) => {
    const until = bands[index + 1]?.from;
    const [lower, upper] = change > 0 ? [from, until] : [until && -until, 0 - from];
    return {
      ScalingAdjustment: change,
      ...(lower !== undefined && { MetricIntervalLowerBound: lower }),
      ...(upper !== undefined && { MetricIntervalUpperBound: upper }),
    };
  });
}

function above({
  MetricIntervalLowerBound,
  MetricIntervalUpperBound,
  ScalingAdjustment,
}: StepAdjustment): Piece {
  return {
    from: MetricIntervalLowerBound ?? Number.NaN,
    until: MetricIntervalUpperBound,
    change: ScalingAdjustment ?? 0,
  };
}

function below({
  MetricIntervalLowerBound,
  MetricIntervalUpperBound,
  ScalingAdjustment,
}: StepAdjustment): Piece {
  return {
    from: 0 - (MetricIntervalUpperBound ?? Number.NaN),
    until: MetricIntervalLowerBound === undefined ? undefined : 0 - MetricIntervalLowerBound,
    change: ScalingAdjustment ?? 0,
  };
}
