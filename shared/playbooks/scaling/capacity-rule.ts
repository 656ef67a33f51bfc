import type { AlarmMetric } from '../../domain/alarm.ts';
import type { Band, CapacityRule, Change, ScalingMode } from '../../scaling/rule.ts';
import type { ScalingRule, StepSetting } from './rules-schema.ts';

/** A rule of the settings, as the arithmetic takes it. */
export function capacityRule(rule: ScalingRule): CapacityRule {
  const { min, max, largestStep, cooldownSeconds, hours } = rule;
  return { min, max, largestStep, cooldownSeconds, hours, mode: modeOf(rule) };
}

function modeOf(rule: ScalingRule): ScalingMode {
  switch (rule.mode) {
    case 'step': {
      const bands = rule.steps.map(bandOf).toSorted((a, b) => a.from - b.from);
      const { percentAtLeast, keepBelow: value, scaleInMinutes: minutes } = rule;
      const keepBelow = value === undefined ? undefined : { value, minutes };
      return { type: 'step', bands, percentAtLeast, keepBelow };
    }
    case 'target': {
      const { value, tolerancePercent, scaleInMinutes } = rule;
      return { type: 'target', value, tolerancePercent, scaleInMinutes };
    }
    case 'backlog':
      return { type: 'backlog', perTask: rule.perTask, scaleInMinutes: rule.scaleInMinutes };
  }
}

function bandOf(step: StepSetting): Band {
  return { from: step.from, change: changeOf(step) };
}

function changeOf({ add, remove, percent, exactly = 0 }: StepSetting): Change {
  if (add !== undefined) return { type: 'by', count: add };
  if (remove !== undefined) return { type: 'by', count: -remove };
  return percent === undefined ? { type: 'exactly', count: exactly } : { type: 'percent', percent };
}

/** The series that the rule goes by: its own, else the alarm's, where that watches exactly one. */
export function metricOf(rule: ScalingRule, watched: readonly AlarmMetric[]): AlarmMetric | undefined {
  return rule.metric ?? (watched.length === 1 ? watched[0] : undefined);
}
