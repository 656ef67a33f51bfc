import { API, type Difference } from './difference.ts';

const CLOUDWATCH_API = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/';
const APPLICATION_API = 'https://docs.aws.amazon.com/autoscaling/application/APIReference/';

/** Where alarms and what scales differ. */
export const SCALING: readonly Difference[] = [
  {
    what: 'The state of an alarm that was just made',
    fleet: '`INSUFFICIENT_DATA`, until it was first evaluated',
    moto: '`OK`, and nothing evaluates it',
    right: 'fleet',
    source: `${CLOUDWATCH_API}API_PutMetricAlarm.html`,
    at: {
      'an alarm': ['result.state'],
      'the alarms of a prefix': ['result.0.state'],
      'the alarm that calls it': ['result.0.state'],
    },
  },
  {
    what: 'The tags of an alarm that does not exist',
    fleet: '`ResourceNotFoundException`, which the product takes for no tags',
    moto: 'no tags',
    right: 'fleet',
    source: `${CLOUDWATCH_API}API_ListTagsForResource.html`,
    at: { 'the tags of an unknown alarm': ['calls'] },
  },
  {
    what: 'DescribeCapacityProviders without a name',
    fleet: 'every capacity provider',
    moto: 'an error of its own: it looks for the names that were not given',
    right: 'fleet',
    source: `${API}API_DescribeCapacityProviders.html`,
    at: { 'the capacity providers': ['calls', 'result.*'] },
  },
  {
    what: 'New bounds of a scalable target',
    fleet: 'move the desired count of the service into them',
    moto: 'leave the desired count, which the product then sets by itself',
    right: 'fleet',
    source: `${APPLICATION_API}API_RegisterScalableTarget.html`,
    at: { 'put a service and a group to sleep': ['calls'] },
  },
];
