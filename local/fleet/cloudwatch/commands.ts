import type { Handler } from '../api/index.ts';
import { deleteAlarms, putMetricAlarm } from './change-alarms.ts';
import { describeAlarms, listAlarmTags, setAlarmState } from './describe-alarms.ts';
import { getMetricData } from './metric-data.ts';
import { listAlarmMuteRules } from './mute-rules.ts';

/** Commands of CloudWatch that the simulated account knows. */
export const CLOUDWATCH: Readonly<Record<string, Handler>> = {
  DeleteAlarms: deleteAlarms,
  DescribeAlarms: describeAlarms,
  GetMetricData: getMetricData,
  ListAlarmMuteRules: listAlarmMuteRules,
  ListTagsForResource: listAlarmTags,
  PutMetricAlarm: putMetricAlarm,
  SetAlarmState: setAlarmState,
};
