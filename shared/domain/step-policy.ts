import { canonical } from './action.ts';
import type { Alarm, AlarmMetric } from './alarm.ts';
import type { ScalingPolicy } from './scaling.ts';

/** From so far beyond the threshold on, in the metric's unit: so many tasks or percent more, or fewer below 0. */
export interface Band {
  readonly from: number;
  readonly change: number;
}

/** What a step policy changes. Its bands rise from 0, and all of them go in one direction. */
export interface StepSettings {
  readonly unit: 'tasks' | 'percent';
  readonly bands: readonly Band[];
  readonly cooldownSeconds: number;
}

export interface StepPolicy extends StepSettings {
  readonly name: string;
}

/** The alarm that calls a step policy: AWS makes none for it. */
export interface StepAlarm {
  readonly name: string;
  readonly metric: AlarmMetric;
  readonly threshold: number;
  /** GreaterThanThreshold and others. */
  readonly comparison: string;
  /** Each of so many periods must be beyond the threshold. */
  readonly periods: number;
  /** It calls nothing: AWS takes the action away with the policy, and leaves the alarm. */
  readonly silent?: true;
}

/** A step policy with its alarm, or what there is of the two. */
export interface Steps {
  readonly policy?: StepPolicy;
  readonly alarm?: StepAlarm;
}

/** What there is under the names of both; `other` for what could not be written like that. */
export interface StepsStanding {
  readonly policy?: StepPolicy | 'other';
  readonly alarm?: StepAlarm | 'other';
}

/** The names of a policy and its alarm. */
export interface StepNames {
  readonly policy: string;
  readonly alarm: string;
}

/**
 * How a policy and its alarm stand. An alarm that calls others, too, such as a topic, is `other`, unless it otherwise is
 * as wanted: what it calls besides could not be put back.
 */
export function stepsStanding(
  names: StepNames,
  policies: readonly ScalingPolicy[],
  found: Alarm | undefined,
  wanted: Steps,
): StepsStanding {
  const own = policies.find(({ name }) => name === names.policy);
  const alarm = found && alarmStanding(found, own?.arn, wanted.alarm);
  return { ...(own && { policy: policyStanding(own) }), ...(alarm && { alarm }) };
}

function policyStanding({ name, steps }: ScalingPolicy): StepPolicy | 'other' {
  return steps === undefined ? 'other' : { name, ...steps };
}

function alarmStanding(
  found: Alarm,
  policyArn: string | undefined,
  wanted: StepAlarm | undefined,
): StepAlarm | 'other' {
  const alarm = plainAlarm(found);
  if (alarm === undefined) return 'other';
  const { actions = [] } = found;
  const calls = policyArn !== undefined && actions.includes(policyArn);
  const standing = calls ? alarm : { ...alarm, silent: true as const };
  const isShared = actions.some((one) => one !== policyArn);
  return isShared && canonical(standing) !== canonical(wanted) ? 'other' : standing;
}

/** Undefined for one on an expression, one that somebody disabled, and one that counts data in another way. */
function plainAlarm(alarm: Alarm): Omit<StepAlarm, 'silent'> | undefined {
  const { name, kind, threshold, comparison, evaluationPeriods: periods, metrics } = alarm;
  const { datapointsToAlarm = periods, missingData = 'missing', actionsEnabled } = alarm;
  const [metric] = metrics;
  if (kind !== 'metric' || metric === undefined || actionsEnabled === false) return undefined;
  if (threshold === undefined || comparison === undefined || periods === undefined) return undefined;
  if (datapointsToAlarm !== periods || missingData !== 'missing') return undefined;
  return { name, metric, threshold, comparison, periods };
}

/**
 * Half of a change that was cut off between its two writes counts as not begun, so that it is completed: each half is
 * as it was or as it is to be.
 */
export function isUnderWay(now: StepsStanding, from: Steps, to: Steps): boolean {
  const keys = ['policy', 'alarm'] as const;
  return keys.every((key) => [from, to].some((one) => isSamePart(key, now, one)));
}

function isSamePart(key: keyof Steps, now: StepsStanding, planned: Steps): boolean {
  const [own, other] = [now[key], planned[key]];
  if (own === undefined || other === undefined) return own === other;
  return canonical(loud(own)) === canonical(loud(other));
}

/** Whether the alarm calls the policy changes as the policy comes and goes, so it tells nothing about half a change. */
function loud(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || !('silent' in part)) return part;
  const { silent: _silent, ...rest } = part;
  return rest;
}
