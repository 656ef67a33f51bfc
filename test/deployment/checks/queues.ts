import { expect, it as vitestIt } from 'vitest';
import { DELIVERY } from '../../../local/bus.ts';
import type { Stack } from '../../../scripts/stack.ts';
import { type Properties, resource, resourcesOf, target } from '../../../scripts/template.ts';
import type { Register } from './facts.ts';

/** Each domain's queue, the triage that it feeds, and the response that this one starts. */
const DOMAINS = [
  ['EcsEvents', 'EcsDasheventsLambdaFunction', 'RespondLambdaFunction'],
  ['EcrEvents', 'EcrDasheventsLambdaFunction', 'RespondDashecrLambdaFunction'],
  ['ScalingEvents', 'ScalingDasheventsLambdaFunction', 'RespondDashscalingLambdaFunction'],
] as const;

export function checkQueues({ template }: Stack, it: Register = vitestIt): void {
  const properties = (id: string) => resource(template, id).Properties;
  const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').map(
    ([, { Properties }]) => Properties,
  );

  it('each domain has one queue that feeds one triage', () => {
    const fed = mappings.map(({ EventSourceArn, FunctionName }) =>
      [EventSourceArn, FunctionName].map(target).join(' feeds '),
    );
    expect(fed.sort()).toEqual(DOMAINS.map(([name, triage]) => `${name}Queue feeds ${triage}`).sort());
  });

  for (const [name, triage] of DOMAINS) {
    const queue = properties(`${name}Queue`);
    const mapping = mappings.find(({ FunctionName }) => target(FunctionName) === triage) ?? {};

    it(`${name}: batches may fail in part, and there is a limit on how many run at once`, () => {
      expect(mapping).toMatchObject({
        Enabled: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 10 },
      });
    });

    it(`${name}: the simulated queue delivers as this one does`, () => {
      expect(DELIVERY).toEqual({
        batchSize: mapping.BatchSize,
        windowSeconds: mapping.MaximumBatchingWindowInSeconds,
        visibilitySeconds: queue.VisibilityTimeout,
        maxReceives: (queue.RedrivePolicy as Properties).maxReceiveCount,
      });
    });

    it(`${name}: a message stays hidden for six runs of the function and the batching window`, () => {
      const longest = 6 * Number(properties(triage).Timeout) + Number(mapping.MaximumBatchingWindowInSeconds);

      expect(Number(queue.VisibilityTimeout)).toBeGreaterThanOrEqual(longest);
    });

    it(`${name}: what fails five times goes to a dead-letter queue that keeps it longer`, () => {
      const redrive = queue.RedrivePolicy as Properties;
      const deadLetters = properties(`${name}DeadLetterQueue`);

      expect(redrive).toMatchObject({ maxReceiveCount: 5 });
      expect(target(redrive.deadLetterTargetArn)).toBe(`${name}DeadLetterQueue`);
      expect(Number(deadLetters.MessageRetentionPeriod)).toBeGreaterThan(
        Number(queue.MessageRetentionPeriod),
      );
    });
  }

  it('events wait for four days, and what was given up for two weeks, which is all that SQS allows', () => {
    const days = resourcesOf(template, 'AWS::SQS::Queue').map(([id, { Properties }]) => [
      id,
      Number(Properties.MessageRetentionPeriod) / 86_400,
    ]);

    expect(Object.fromEntries(days)).toEqual({
      EcsEventsQueue: 4,
      EcsEventsDeadLetterQueue: 14,
      EcsEventsUndeliveredQueue: 14,
      EcrEventsQueue: 4,
      EcrEventsDeadLetterQueue: 14,
      EcrEventsUndeliveredQueue: 14,
      ScalingEventsQueue: 4,
      ScalingEventsDeadLetterQueue: 14,
      ScalingEventsUndeliveredQueue: 14,
      RespondFailuresQueue: 14,
    });
  });

  it('every queue is encrypted', () => {
    for (const [id, { Properties }] of resourcesOf(template, 'AWS::SQS::Queue')) {
      expect(Properties.SqsManagedSseEnabled, id).toBe(true);
    }
  });

  for (const [, , id] of DOMAINS) {
    it(`${id}: a response that cannot be started is kept, and one may run for seven days`, () => {
      const respond = properties(id);

      expect(target((respond.DeadLetterConfig as Properties).TargetArn)).toBe('RespondFailuresQueue');
      expect(respond.DurableConfig).toEqual({ ExecutionTimeout: 604_800, RetentionPeriodInDays: 30 });
    });
  }

  it('responses are started through the alias of a published version', () => {
    for (const [, triage, respond] of DOMAINS) {
      const { Variables } = properties(triage).Environment as { Variables: Properties };
      const alias = properties(respond.replace('LambdaFunction', 'DurableLambdaAlias'));

      expect(alias.Name).toBe(Variables.RESPOND_ALIAS);
      expect(target(alias.FunctionName)).toBe(respond);
    }
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
