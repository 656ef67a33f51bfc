import type { Handler } from '../api/index.ts';
import { describeAlarms, listAlarmTags, setAlarmState } from './describe-alarms.ts';
import { getMetricData } from './metric-data.ts';

/** Commands of CloudWatch that the simulated account knows. */
export const CLOUDWATCH: Readonly<Record<string, Handler>> = {
  DescribeAlarms: describeAlarms,
  GetMetricData: getMetricData,
  ListTagsForResource: listAlarmTags,
  SetAlarmState: setAlarmState,
};
