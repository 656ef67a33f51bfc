import type { Alarm, AlarmState } from '../../shared/domain/alarm.ts';
import type { Service } from '../../shared/domain/fleet.ts';
import type { ScalableTarget, ScalingReads, ScheduledScaling } from '../../shared/domain/scaling.ts';

const ARN = 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:';
const MINUTE = 60_000;

/** What CloudWatch and Application Auto Scaling would tell: a test changes it as time goes by. */
export interface FakeScaling {
  readonly alarms: Map<string, Alarm>;
  /** The metric's value of a minute that began then; undefined where there is none. */
  value: (at: number) => number | undefined;
  target: ScalableTarget | undefined;
  scheduled: readonly ScheduledScaling[];
  behind: readonly Service[];
  tags: Readonly<Record<string, string>>;
}

export function alarmOn(
  name: string,
  dimensions: Readonly<Record<string, string>>,
  state: AlarmState = 'ALARM',
): Alarm {
  const metric = {
    namespace: 'AWS/ECS',
    name: 'CPUUtilization',
    dimensions,
    statistic: 'Average',
    periodSeconds: 60,
  };
  return {
    arn: `${ARN}${name}`,
    name,
    kind: 'metric',
    state,
    reason: 'Threshold Crossed',
    since: '2026-11-23T09:00:00.000Z',
    metrics: [metric],
    threshold: 75,
    comparison: 'GreaterThanThreshold',
    actionsEnabled: true,
    actions: [],
  };
}

export function fakeScaling(): FakeScaling {
  return { alarms: new Map(), value: () => 60, target: undefined, scheduled: [], behind: [], tags: {} };
}

export function readsOf(fake: FakeScaling): ScalingReads {
  return {
    alarm: async (name) => fake.alarms.get(name),
    alarmsNamed: async () => [],
    activeMutes: async () => [],
    alarmTags: async () => fake.tags,
    metric: async ({ periodSeconds }, from, to) => pointsOf(fake, periodSeconds, from, to),
    scalableTarget: async () => fake.target,
    scalableTargets: async () => [],
    scalingPolicies: async () => [],
    scheduledScaling: async () => fake.scheduled,
    autoScalingGroup: async () => undefined,
    autoScalingGroups: async () => [],
    capacityProvider: async () => undefined,
    capacityProviders: async () => [],
    services: async () => [],
    servicesBehind: async () => fake.behind,
  };
}

/** Whole periods only, and a minute late, as CloudWatch has them. */
function pointsOf(fake: FakeScaling, periodSeconds: number, from: number, to: number) {
  const period = periodSeconds * 1000;
  const first = Math.ceil(from / period) * period;
  const count = Math.max(0, Math.floor((to - MINUTE - first) / period));
  const starts = Array.from({ length: count }, (_, index) => first + index * period);
  return starts.flatMap((at) => {
    const value = fake.value(at);
    return value === undefined ? [] : [{ at: new Date(at).toISOString(), value }];
  });
}
