import { expect, it as vitestIt } from 'vitest';
import { DELIVERY } from '../../../local/bus.ts';
import type { Stack } from '../../../scripts/stack.ts';
import { type Properties, resource, resourcesOf, target } from '../../../scripts/template.ts';
import type { Register } from './facts.ts';

export function checkQueues({ template }: Stack, it: Register = vitestIt): void {
  const properties = (id: string) => resource(template, id).Properties;
  const triage = properties('EcsDasheventsLambdaFunction');
  const queue = properties('EcsEventsQueue');
  const [mapping = {}, ...others] = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').map(
    ([, { Properties }]) => Properties,
  );

  it('one queue feeds triage, in batches that may fail in part, with a limit on how many run at once', () => {
    expect(others).toEqual([]);
    expect(target(mapping.EventSourceArn)).toBe('EcsEventsQueue');
    expect(target(mapping.FunctionName)).toBe('EcsDasheventsLambdaFunction');
    expect(mapping).toMatchObject({
      Enabled: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
    });
  });

  it('the simulated queue delivers as this one does', () => {
    expect(DELIVERY).toEqual({
      batchSize: mapping.BatchSize,
      windowSeconds: mapping.MaximumBatchingWindowInSeconds,
      visibilitySeconds: queue.VisibilityTimeout,
      maxReceives: (queue.RedrivePolicy as Properties).maxReceiveCount,
    });
  });

  it('a message stays hidden for six runs of the function and the batching window', () => {
    const longest = 6 * Number(triage.Timeout) + Number(mapping.MaximumBatchingWindowInSeconds);

    expect(Number(queue.VisibilityTimeout)).toBeGreaterThanOrEqual(longest);
  });

  it('what fails five times goes to a dead-letter queue that keeps it longer', () => {
    const redrive = queue.RedrivePolicy as Properties;
    const deadLetters = properties('EcsEventsDeadLetterQueue');

    expect(redrive).toMatchObject({ maxReceiveCount: 5 });
    expect(target(redrive.deadLetterTargetArn)).toBe('EcsEventsDeadLetterQueue');
    expect(Number(deadLetters.MessageRetentionPeriod)).toBeGreaterThan(Number(queue.MessageRetentionPeriod));
  });

  it('events wait for four days, and what was given up for two weeks, which is all that SQS allows', () => {
    const days = resourcesOf(template, 'AWS::SQS::Queue').map(([id, { Properties }]) => [
      id,
      Number(Properties.MessageRetentionPeriod) / 86_400,
    ]);

    expect(Object.fromEntries(days)).toEqual({
      EcsEventsQueue: 4,
      EcsEventsDeadLetterQueue: 14,
      EcsEventsUndeliveredQueue: 14,
      RespondFailuresQueue: 14,
    });
  });

  it('every queue is encrypted', () => {
    for (const [id, { Properties }] of resourcesOf(template, 'AWS::SQS::Queue')) {
      expect(Properties.SqsManagedSseEnabled, id).toBe(true);
    }
  });

  it('a response that cannot be started is kept, and one may run for seven days', () => {
    const respond = properties('RespondLambdaFunction');

    expect(target((respond.DeadLetterConfig as Properties).TargetArn)).toBe('RespondFailuresQueue');
    expect(respond.DurableConfig).toEqual({ ExecutionTimeout: 604_800, RetentionPeriodInDays: 30 });
  });

  it('responses are started through the alias of a published version', () => {
    const [[, alias] = []] = resourcesOf(template, 'AWS::Lambda::Alias');

    expect(alias?.Properties.Name).toBe(
      (triage.Environment as { Variables: Properties }).Variables.RESPOND_ALIAS,
    );
    expect(target(alias?.Properties.FunctionName)).toBe('RespondLambdaFunction');
  });

  it('Slack reaches its function by URL, with both permissions that new URLs need', () => {
    const door = { 'Fn::GetAtt': ['SlackLambdaFunction', 'Arn'] };
    const permissions = resourcesOf(template, 'AWS::Lambda::Permission').map(
      ([, { Properties }]) => Properties,
    );
    const urls = resourcesOf(template, 'AWS::Lambda::Url').map(([, { Properties }]) => Properties);

    expect(urls).toEqual([{ AuthType: 'NONE', TargetFunctionArn: door }]);
    expect(permissions).toEqual([
      { FunctionName: door, Principal: '*', Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' },
      { FunctionName: door, Principal: '*', Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true },
    ]);
  });
}
