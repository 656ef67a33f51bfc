import fc from 'fast-check';
import type { Action } from '../../shared/domain/action.ts';
import type { ScalingTarget } from '../../shared/domain/target.ts';
import { count, text } from './hostile-text.ts';

/** What is told of what scales, with every name as somebody hostile chose it. */

export const hostileScalingTarget: fc.Arbitrary<ScalingTarget> = fc.record({
  kind: fc.constantFrom('auto-scaling-group', 'capacity-provider', 'alarm', 'schedule', 'account'),
  account: text,
  region: text,
  partition: text,
  name: text,
});

const base = { target: text, risk: fc.constantFrom('low', 'medium', 'high') } as const;
const suspended = fc.record({ scaleIn: fc.boolean(), scaleOut: fc.boolean(), scheduled: fc.boolean() });
const resourceId = fc.oneof(
  text,
  text.map((name) => `service/prod/${name}`),
  fc.constant('service/prod/api'),
);
const range = fc.record({ min: count, max: count, suspended });
const size = fc.record({ min: count, max: count, desired: count });
const managed = fc.record({ enabled: fc.boolean(), targetCapacity: count, minStep: count, maxStep: count });
const policy = fc.record(
  {
    name: text,
    resourceId,
    metric: text,
    resourceLabel: text,
    targetValue: count,
    scaleOutCooldownSeconds: count,
    scaleInCooldownSeconds: count,
  },
  {
    requiredKeys: [
      'name',
      'resourceId',
      'metric',
      'targetValue',
      'scaleOutCooldownSeconds',
      'scaleInCooldownSeconds',
    ],
  },
);
const setRange = {
  ...base,
  kind: fc.constant('scaling.set-range'),
  resourceId,
  from: range,
  to: range,
} as const;
const setSize = {
  ...base,
  kind: fc.constant('scaling.set-group-size'),
  name: text,
  from: size,
  to: size,
} as const;
const bounds = fc.record({ min: count, max: count });
const setBounds = {
  ...base,
  kind: fc.constant('scaling.set-group-bounds'),
  name: text,
  provider: text,
  from: bounds,
  to: bounds,
} as const;
const setManaged = {
  ...base,
  kind: fc.constant('scaling.set-managed-scaling'),
  name: text,
  from: managed,
  to: managed,
} as const;
const remove = fc.record({ ...base, kind: fc.constant('scaling.delete-policy'), policy });
const put = { ...base, kind: fc.constant('scaling.put-policy'), policy, from: policy } as const;

const steps = fc.record(
  {
    policy: fc.record({
      name: text,
      unit: fc.constantFrom('tasks', 'percent'),
      bands: fc.array(fc.record({ from: count, change: fc.integer() })),
      cooldownSeconds: count,
    }),
    alarm: fc.record({
      name: text,
      metric: fc.record({
        namespace: text,
        name: text,
        dimensions: fc.dictionary(text, text),
        statistic: text,
        periodSeconds: count,
      }),
      threshold: fc.double(),
      comparison: text,
      periods: count,
    }),
  },
  { requiredKeys: [] },
);
const planned = fc.oneof(
  fc.constant('none'),
  fc.record({ name: text, resourceId, schedule: text, timezone: text, min: count, max: count }),
);
const setSteps = {
  ...base,
  kind: fc.constant('scaling.set-steps'),
  resourceId,
  from: steps,
  to: steps,
} as const;
const setScheduled = {
  ...base,
  kind: fc.constant('scaling.set-scheduled-action'),
  resourceId,
  from: planned,
  to: planned,
} as const;

export const hostileScalingAction: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ ...setRange, inverse: fc.record(setRange) }),
  fc.record({ ...setSize, inverse: fc.record(setSize) }),
  fc.record({ ...setBounds, inverse: fc.record(setBounds) }),
  fc.record({ ...setManaged, inverse: fc.record(setManaged) }),
  fc.record({ ...put, inverse: fc.oneof(remove, fc.record(put)) }),
  remove,
  fc.record({ ...setSteps, inverse: fc.record(setSteps) }),
  fc.record({ ...setScheduled, inverse: fc.record(setScheduled) }),
) as fc.Arbitrary<Action>;
