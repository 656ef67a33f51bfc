import type { Datapoint } from '../../shared/domain/scaling.ts';
import type { CapacityFacts } from '../../shared/scaling/facts.ts';
import type { CapacityRule, ScalingMode } from '../../shared/scaling/rule.ts';

/** Monday, 10:15 UTC. */
export const NOW = Date.parse('2026-11-23T10:15:00Z');
const MINUTE = 60_000;

export const TARGET: ScalingMode = { type: 'target', value: 60, tolerancePercent: 0, scaleInMinutes: 20 };
export const BACKLOG: ScalingMode = { type: 'backlog', perTask: 100, scaleInMinutes: 10 };
export const STEP: ScalingMode = {
  type: 'step',
  percentAtLeast: 1,
  bands: [
    { from: 0, change: { type: 'by', count: 1 } },
    { from: 20, change: { type: 'percent', percent: 50 } },
  ],
};

export function ruleWith(mode: ScalingMode, change: Partial<CapacityRule> = {}): CapacityRule {
  const base = { min: 1, max: 10, largestStep: { out: 20, in: 5 }, cooldownSeconds: { out: 60, in: 300 } };
  return { ...base, mode, ...change };
}

export function factsWith(change: Partial<CapacityFacts> = {}): CapacityFacts {
  return {
    desired: 4,
    running: 4,
    history: [],
    points: minutely(60),
    periodSeconds: 60,
    alarm: { kind: 'metric', threshold: 60, comparison: 'GreaterThanThreshold' },
    deploying: false,
    ...change,
  };
}

/** One value for each of the last minutes, the given ones the newest. */
export function minutely(...values: readonly number[]): readonly Datapoint[] {
  const all = [...Array.from({ length: 30 - values.length }, () => values[0] ?? 0), ...values];
  return all.map((value, index) => ({
    at: new Date(NOW - (all.length - index + 1) * MINUTE).toISOString(),
    value,
  }));
}
