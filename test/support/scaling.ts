import type { WorldOptions } from '../../local/world.ts';
import type { Deps } from '../../shared/deps.ts';
import type { Alarm, AlarmState } from '../../shared/domain/alarm.ts';
import type { Service } from '../../shared/domain/fleet.ts';
import type { ScalableTarget, ScalingReads, ScheduledScaling } from '../../shared/domain/scaling.ts';
import { ownSample } from '../signals/samples.ts';
import { openWorld, steadyService } from './fleet.ts';

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

export const SERVICE = { ClusterName: 'prod', ServiceName: 'payments-api' };

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

/** The service `payments-api` with `desired` tasks, under this rule; its alarms are the fake's. */
export async function openScaling(
  mode: string,
  rule: object,
  desired = 4,
  options: Partial<WorldOptions> = {},
) {
  const fake = fakeScaling();
  const settings = { rules: [{ target: 'service/prod/*', mode: 'target', value: 60, max: 10, ...rule }] };
  const more = `playbooks: ${JSON.stringify({ 'scale-on-alarm': { settings } })}`;
  const wrap = (deps: Deps): Deps => ({
    ...deps,
    reads: { ...deps.reads, ...readsOf(fake) },
    execute: async (action) => {
      if (action.kind !== 'scaling.set-range') return deps.execute(action);
      fake.target = fake.target && { ...fake.target, ...action.to };
      return { type: 'done', reason: 'set', before: 'before', after: 'after' };
    },
  });
  const world = await openWorld(mode, more, { wrap, ...options });
  steadyService(world, 'payments-api', desired);
  const ring = (name: string, dimensions: Readonly<Record<string, string>> = SERVICE) => {
    fake.alarms.set(name, alarmOn(name, dimensions));
    world.bus.put(alarmEvent(name, dimensions, world.timeline.now()));
  };
  const rest = (name: string) => fake.alarms.set(name, alarmOn(name, SERVICE, 'OK'));
  return { ...world, fake, ring, rest };
}

/** The event of a metric alarm that goes into ALARM. */
export function alarmEvent(name: string, dimensions: Readonly<Record<string, string>>, now: number): object {
  const sample = ownSample('aws.cloudwatch/service-cpu-high.json');
  const metric = { namespace: 'AWS/ECS', name: 'CPUUtilization', dimensions };
  return {
    ...sample,
    id: `${name}-${now}`,
    time: new Date(now).toISOString(),
    resources: [`${ARN}${name}`],
    detail: {
      ...(sample.detail as object),
      alarmName: name,
      configuration: { metrics: [{ id: 'm1', metricStat: { metric, period: 60, stat: 'Average' } }] },
    },
  };
}
