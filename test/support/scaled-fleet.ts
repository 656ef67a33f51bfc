import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { type Change, changing } from '../../local/load/shapes.ts';
import type { WorldOptions } from '../../local/world.ts';
import { metricAlarm, SERVICE_CPU } from './alarms.ts';
import { openWorld, steadyService } from './fleet.ts';

/** The rule of the service `payments-api`: 60 % CPU, 2 to 10 tasks. */
export const RULE = { target: 'service/prod/*', mode: 'target', value: 60, min: 2, max: 10 };

/** The service `payments-api` with four tasks that have been at 60 % for a while, under this rule; no alarm yet. */
export async function openScaled(
  mode: string,
  rule: object = {},
  load: readonly (Omit<Change, 'at'> & { readonly minute: number })[] = [],
  options: Partial<WorldOptions> = {},
) {
  const settings = { rules: [{ ...RULE, ...rule }] };
  const playbooks = { 'scale-on-alarm': { settings }, 'stop-crash-loop': { mode: 'off' } };
  const more = `playbooks: ${JSON.stringify(playbooks)}`;
  const world = await openWorld(mode, more, options);
  steadyService(world, 'payments-api', 4);
  const start = world.timeline.now();
  const changes = load.map(({ minute, ...change }) => ({ ...change, at: start + minute * 60_000 }));
  world.fleet.putLoad({ cluster: 'prod', service: 'payments-api', load: changing(2.4, changes) });
  return world;
}

export type Scaled = Awaited<ReturnType<typeof openScaled>>;

/** Below 45 % for three minutes. */
export const LOW: Partial<PutMetricAlarmInput> = {
  EvaluationPeriods: 3,
  Threshold: 45,
  ComparisonOperator: 'LessThanThreshold',
};

/** An alarm on the service's CPU: above 70 % for a minute, unless it is told otherwise. */
export function putCpuAlarm(
  { fleet }: Pick<Scaled, 'fleet'>,
  name: string,
  change: Partial<PutMetricAlarmInput> = {},
): void {
  fleet.putAlarm(metricAlarm(SERVICE_CPU, { AlarmName: name, Threshold: 70, ...change }));
}

export function desiredOf({ fleet }: Pick<Scaled, 'fleet'>): number | undefined {
  return fleet.snapshot().services.find(({ name }) => name === 'payments-api')?.desired;
}

export function told({ slack }: Pick<Scaled, 'slack'>): string {
  return JSON.stringify(slack.messages('#ops'));
}
