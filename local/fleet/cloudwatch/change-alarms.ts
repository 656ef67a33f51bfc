import {
  type DeleteAlarmsInput,
  type PutMetricAlarmInput,
  ResourceNotFound,
} from '@aws-sdk/client-cloudwatch';
import { callStepPolicies } from '../auto-scaling/step.ts';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { deleteAlarm, putAlarm } from './alarms.ts';
import { invalid } from './errors.ts';

/** Makes an alarm, or replaces the one of that name. Step policies among its actions are called while it is in ALARM. */
export function putMetricAlarm(world: World, input: PutMetricAlarmInput): object {
  const { AlarmName = '', EvaluationPeriods, ComparisonOperator } = input;
  if (AlarmName === '' || AlarmName.length > 255) throw invalid('AlarmName must have 1 to 255 characters.');
  if (EvaluationPeriods === undefined || ComparisonOperator === undefined)
    throw invalid('EvaluationPeriods and ComparisonOperator must be given.');
  const alarm = putAlarm(world, structuredClone(input), () => callStepPolicies(world, alarm));
  return {};
}

/** All of them, or none where one does not exist. */
export function deleteAlarms(world: World, { AlarmNames = [] }: DeleteAlarmsInput): object {
  const missing = AlarmNames.find((name) => !world.cloudwatch.alarms.has(name));
  if (missing !== undefined) throw new ResourceNotFound(refusal(`${missing} does not exist.`, 404));
  for (const name of AlarmNames) deleteAlarm(world, name);
  return {};
}
