import { expect, it as vitestIt } from 'vitest';
import { FUNCTIONS } from '../../../scripts/build.ts';
import type { FunctionName } from '../../../scripts/declared-permissions.ts';
import type { Stack } from '../../../scripts/stack.ts';
import { type Properties, resourcesOf, target } from '../../../scripts/template.ts';
import type { Register } from './facts.ts';

const TOPIC = { 'Fn::If': ['HasAlarmTopic', [{ Ref: 'AlarmTopicArn' }], { Ref: 'AWS::NoValue' }] };

/** Within five minutes of the first, and not for silence; told to the topic that was named, if one was. */
const AT_ONCE: Properties = {
  AlarmDescription: expect.any(String),
  ComparisonOperator: 'GreaterThanThreshold',
  EvaluationPeriods: 1,
  Period: 300,
  Threshold: 0,
  TreatMissingData: 'notBreaching',
  AlarmActions: TOPIC,
  OKActions: TOPIC,
};

function ofQueue(queue: string, MetricName = 'ApproximateNumberOfMessagesVisible'): Properties {
  const Dimensions = [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }];
  return { ...AT_ONCE, Namespace: 'AWS/SQS', MetricName, Dimensions, Statistic: 'Maximum' };
}

function ofFunction(name: FunctionName, MetricName: string): Properties {
  const Dimensions = [{ Name: 'FunctionName', Value: `watchkeeper-prod-${name}` }];
  return { ...AT_ONCE, Namespace: 'AWS/Lambda', MetricName, Dimensions, Statistic: 'Sum' };
}

const ALARMS: Readonly<Record<string, Properties>> = {
  EcsEventsDeadLetterAlarm: ofQueue('EcsEventsDeadLetterQueue'),
  EcsEventsUndeliveredAlarm: ofQueue('EcsEventsUndeliveredQueue'),
  RespondFailuresAlarm: ofQueue('RespondFailuresQueue'),
  EcsEventsAgeAlarm: { ...ofQueue('EcsEventsQueue', 'ApproximateAgeOfOldestMessage'), Threshold: 600 },
  TriageErrorsAlarm: ofFunction('ecs-events', 'Errors'),
  TriageThrottlesAlarm: ofFunction('ecs-events', 'Throttles'),
  RespondErrorsAlarm: ofFunction('respond', 'Errors'),
  RespondThrottlesAlarm: ofFunction('respond', 'Throttles'),
  EcrEventsDeadLetterAlarm: ofQueue('EcrEventsDeadLetterQueue'),
  EcrEventsUndeliveredAlarm: ofQueue('EcrEventsUndeliveredQueue'),
  EcrEventsAgeAlarm: { ...ofQueue('EcrEventsQueue', 'ApproximateAgeOfOldestMessage'), Threshold: 600 },
  EcrTriageErrorsAlarm: ofFunction('ecr-events', 'Errors'),
  EcrTriageThrottlesAlarm: ofFunction('ecr-events', 'Throttles'),
  RespondEcrErrorsAlarm: ofFunction('respond-ecr', 'Errors'),
  RespondEcrThrottlesAlarm: ofFunction('respond-ecr', 'Throttles'),
  ScalingEventsDeadLetterAlarm: ofQueue('ScalingEventsDeadLetterQueue'),
  ScalingEventsUndeliveredAlarm: ofQueue('ScalingEventsUndeliveredQueue'),
  ScalingEventsAgeAlarm: {
    ...ofQueue('ScalingEventsQueue', 'ApproximateAgeOfOldestMessage'),
    Threshold: 600,
  },
  ScalingTriageErrorsAlarm: ofFunction('scaling-events', 'Errors'),
  ScalingTriageThrottlesAlarm: ofFunction('scaling-events', 'Throttles'),
  RespondScalingErrorsAlarm: ofFunction('respond-scaling', 'Errors'),
  RespondScalingThrottlesAlarm: ofFunction('respond-scaling', 'Throttles'),
  ScalingResponseFailedAlarm: ofFunction('respond-scaling', 'DurableExecutionFailed'),
  ScalingResponseTimedOutAlarm: ofFunction('respond-scaling', 'DurableExecutionTimedOut'),
  SlackErrorsAlarm: ofFunction('slack', 'Errors'),
  SlackThrottlesAlarm: ofFunction('slack', 'Throttles'),
  ResponseFailedAlarm: ofFunction('respond', 'DurableExecutionFailed'),
  ResponseTimedOutAlarm: ofFunction('respond', 'DurableExecutionTimedOut'),
  EcrResponseFailedAlarm: ofFunction('respond-ecr', 'DurableExecutionFailed'),
  EcrResponseTimedOutAlarm: ofFunction('respond-ecr', 'DurableExecutionTimedOut'),
};

export function checkAlarms({ template }: Stack, it: Register = vitestIt): void {
  const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');
  const watched = alarms.map(([, { Properties }]) => watching(Properties));

  it('alarms watch what they should, and ring at once', () => {
    expect(Object.fromEntries(alarms.map(([id, { Properties }]) => [id, Properties]))).toEqual(ALARMS);
  });

  it('alarms watch every queue that nothing takes from, and errors and throttles of every function', () => {
    const taken = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').map(([, { Properties }]) =>
      target(Properties.EventSourceArn),
    );
    const stores = resourcesOf(template, 'AWS::SQS::Queue').filter(([id]) => !taken.includes(id));

    for (const [id] of stores) expect(watched).toContain(`ApproximateNumberOfMessagesVisible of ${id}`);
    for (const name of FUNCTIONS) {
      expect(watched).toContain(`Errors of watchkeeper-prod-${name}`);
      expect(watched).toContain(`Throttles of watchkeeper-prod-${name}`);
    }
  });

  it('the topic is a parameter that may be left empty', () => {
    expect(template.Parameters).toMatchObject({ AlarmTopicArn: { Type: 'String', Default: '' } });
    expect(template.Conditions.HasAlarmTopic).toEqual({
      'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'AlarmTopicArn' }, ''] }],
    });
  });
}

function watching({ MetricName, Dimensions }: Properties): string {
  const [dimension] = Dimensions as readonly { Value: unknown }[];
  return `${MetricName} of ${target(dimension?.Value)}`;
}
