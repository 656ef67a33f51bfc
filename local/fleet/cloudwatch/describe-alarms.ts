import {
  type DescribeAlarmsInput,
  type DescribeAlarmsOutput,
  InvalidNextToken,
  type ListTagsForResourceInput,
  type ListTagsForResourceOutput,
  ResourceNotFound,
  ResourceNotFoundException,
  type SetAlarmStateInput,
} from '@aws-sdk/client-cloudwatch';
import { pageOf } from '../api/paging.ts';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { changeState } from './alarm-state.ts';
import { invalid } from './errors.ts';
import type { AlarmModel } from './model.ts';

/** Without `AlarmTypes` it gives metric alarms only, even where composite ones are named. */
export function describeAlarms(world: World, input: DescribeAlarmsInput): DescribeAlarmsOutput {
  const { AlarmTypes = ['MetricAlarm'], MaxRecords = 50, NextToken } = input;
  if (MaxRecords < 1 || MaxRecords > 100) throw invalid('MaxRecords must be between 1 and 100.');
  const wanted = [...world.cloudwatch.alarms.values()]
    .filter((alarm) => AlarmTypes.includes(alarm.type) && isAskedFor(alarm, input))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const bad = () => new InvalidNextToken(refusal('The next token is invalid.'));
  const { items, nextToken } = pageOf(wanted, NextToken, MaxRecords, bad);
  const ofType = (type: AlarmModel['type']) =>
    items.filter((alarm) => alarm.type === type).map(({ record }) => record);
  return {
    MetricAlarms: ofType('MetricAlarm'),
    CompositeAlarms: ofType('CompositeAlarm'),
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
}

function isAskedFor({ name, record }: AlarmModel, input: DescribeAlarmsInput): boolean {
  const { AlarmNames, AlarmNamePrefix = '', StateValue, ActionPrefix } = input;
  if (AlarmNames !== undefined && AlarmNamePrefix !== '') {
    throw invalid('AlarmNames and AlarmNamePrefix cannot be given together.');
  }
  return (
    (AlarmNames?.includes(name) ?? true) &&
    name.startsWith(AlarmNamePrefix) &&
    (StateValue === undefined || record.StateValue === StateValue) &&
    (ActionPrefix === undefined || record.AlarmActions?.some((one) => one.startsWith(ActionPrefix)) === true)
  );
}

export function listAlarmTags(world: World, input: ListTagsForResourceInput): ListTagsForResourceOutput {
  const alarm = [...world.cloudwatch.alarms.values()].find(({ arn }) => arn === input.ResourceARN);
  if (alarm === undefined)
    throw new ResourceNotFoundException(refusal(`${input.ResourceARN} does not exist.`, 404));
  return { Tags: [...alarm.tags] };
}

/** An alarm on a single metric goes back to what its metric says at its next evaluation. */
export function setAlarmState(world: World, input: SetAlarmStateInput): object {
  const alarm = world.cloudwatch.alarms.get(input.AlarmName ?? '');
  if (alarm === undefined) throw new ResourceNotFound(refusal(`${input.AlarmName} does not exist.`, 404));
  changeState(world, alarm, {
    value: input.StateValue ?? 'OK',
    reason: input.StateReason ?? '',
    reasonData: input.StateReasonData,
  });
  return {};
}
