import { expect, it } from 'vitest';
import type { Stack } from '../../../scripts/stack.ts';
import { type Properties, resource, resourcesOf, target } from '../../../scripts/template.ts';

export function checkSafekeeping({ template }: Stack): void {
  it('the ledger outlives the stack, forgets by TTL, is encrypted and can be restored to any second', () => {
    const ledger = resource(template, 'LedgerTable');

    expect(ledger).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(ledger.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
    });
  });

  it('every function has a log group that forgets after 30 days', () => {
    const groups = resourcesOf(template, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties);
    const functions = resourcesOf(template, 'AWS::Lambda::Function').map(([, { Properties }]) => Properties);

    expect(groups.map((group) => group.LogGroupName).sort()).toEqual(
      functions.map((one) => `/aws/lambda/${one.FunctionName}`).sort(),
    );
    expect(groups.map((group) => group.RetentionInDays)).toEqual([30, 30, 30]);
  });

  it('the kill switch is not part of the stack, so that no deployment can turn it', () => {
    expect(resourcesOf(template, 'AWS::SSM::Parameter')).toEqual([]);
  });

  it('no secret stands in the template', () => {
    expect(JSON.stringify(template)).not.toMatch(/xox[a-z]-|hooks\.slack\.com|AKIA[0-9A-Z]{16}/);
  });

  it('alarms watch every dead-letter queue, the age of the queue, and errors and throttles of every function', () => {
    const watched = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) =>
      watching(Properties),
    );

    for (const queue of ['EcsEventsDeadLetterQueue', 'EcsEventsUndeliveredQueue', 'RespondFailuresQueue']) {
      expect(watched).toContain(`ApproximateNumberOfMessagesVisible of ${queue}`);
    }
    expect(watched).toContain('ApproximateAgeOfOldestMessage of EcsEventsQueue');
    for (const name of ['ecs-events', 'respond', 'slack']) {
      expect(watched).toContain(`Errors of watchkeeper-prod-${name}`);
      expect(watched).toContain(`Throttles of watchkeeper-prod-${name}`);
    }
    expect(watched).toContain('DurableExecutionFailed of watchkeeper-prod-respond');
  });

  it('an alarm notifies the topic that was named, and does without when none was', () => {
    for (const [id, { Properties }] of resourcesOf(template, 'AWS::CloudWatch::Alarm')) {
      expect(Properties.AlarmActions, id).toEqual({
        'Fn::If': ['HasAlarmTopic', [{ Ref: 'AlarmTopicArn' }], { Ref: 'AWS::NoValue' }],
      });
    }
  });

  it('the dashboard is valid JSON', () => {
    const { 'Fn::Sub': body } = resource(template, 'Dashboard').Properties.DashboardBody as {
      'Fn::Sub': string;
    };

    expect(JSON.parse(body).widgets).toHaveLength(9);
  });
}

function watching({ MetricName, Dimensions }: Properties): string {
  const [dimension] = Dimensions as readonly { Value: unknown }[];
  return `${MetricName} of ${target(dimension?.Value)}`;
}
