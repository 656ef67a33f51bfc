import type { NewAutoScalingGroup } from '../../local/fleet/index.ts';
import type { World } from '../../local/world.ts';
import { metricAlarm } from './alarms.ts';
import { openWorld } from './fleet.ts';

const METRIC = {
  namespace: 'AWS/EC2',
  name: 'CPUUtilization',
  dimensions: { AutoScalingGroupName: 'workers' },
};
const GROUP: NewAutoScalingGroup = { name: 'workers', min: 1, max: 3, desired: 3 };

/** The rule of the group `workers`: two instances more, or one less, up to six. */
const RULES = [
  { target: 'auto-scaling-group/workers', alarm: '*-low', mode: 'step', max: 6, steps: [{ remove: 1 }] },
  { target: 'auto-scaling-group/workers', mode: 'step', max: 6, steps: [{ add: 2 }] },
];

/** The group `workers` with three instances of at most three, whose CPU stands at this value until it is told otherwise. */
export async function openGroup(cpu: number, group: Partial<NewAutoScalingGroup> = {}, rule: object = {}) {
  const settings = JSON.stringify({ rules: RULES.map((one) => ({ ...one, ...rule })) });
  const world = await openWorld('act', `playbooks: { scale-on-alarm: { settings: ${settings} } }\n`);
  const arn = world.fleet.createAutoScalingGroup({ ...GROUP, ...group });
  let value = cpu;
  world.timeline.every(15_000, () => world.fleet.putMetric(METRIC, [value], world.timeline.now() - 1));
  const setCpu = (next: number) => {
    value = next;
  };
  return { ...world, arn, setCpu };
}

/** Above 70 % for so many minutes; `-low` in its name: below 40 %. */
export function putGroupAlarm(
  { fleet }: Pick<World, 'fleet'>,
  AlarmName: string,
  EvaluationPeriods = 1,
): void {
  const isLow = AlarmName.endsWith('-low');
  const limit = isLow
    ? ({ Threshold: 40, ComparisonOperator: 'LessThanThreshold' } as const)
    : { Threshold: 70 };
  fleet.putAlarm(metricAlarm(METRIC, { AlarmName, EvaluationPeriods, ...limit }));
}
