import { partitionOf } from '../../domain/arn.ts';
import type { Occurrence } from '../../domain/decision.ts';
import type { Home } from '../../domain/hours.ts';
import type { ScalingTarget } from '../../domain/target.ts';

/** What the marks of ticks are about. */
export const TICK_GROUP = 'tick';

/** All that sleeps in an account and Region: what each tick looks at. */
export function accountTarget(home: Home): ScalingTarget {
  return { kind: 'account', name: 'scaling', ...placeOf(home) };
}

export function scheduleTarget(home: Home, name: string): ScalingTarget {
  return { kind: 'schedule', name, ...placeOf(home) };
}

/** These events carry no ARN. */
function placeOf({ account, region }: Home) {
  return { account, region, partition: partitionOf(region) };
}

/** A tick found work for a schedule. `id` is the tick's, `at` ISO 8601. */
export function due(home: Home, name: string, mark: Occurrence['mark'], reason: string): Occurrence {
  return { type: 'respond', target: scheduleTarget(home, name), mark, severity: 'info', reason };
}
