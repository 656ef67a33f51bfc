import { expect, it } from 'vitest';
import type { Stack } from '../../../scripts/stack.ts';
import { type Properties, resource, resourcesOf, target } from '../../../scripts/template.ts';

export function checkQueues({ template }: Stack): void {
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
      BatchSize: 100,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
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
    const actions = resourcesOf(template, 'AWS::Lambda::Permission').map(
      ([, { Properties }]) => Properties.Action,
    );

    expect(resourcesOf(template, 'AWS::Lambda::Url')).toHaveLength(1);
    expect(actions.sort()).toEqual(['lambda:InvokeFunction', 'lambda:InvokeFunctionUrl']);
  });
}
