import { type Properties, resourcesOf, type Template, target } from '../../../scripts/template.ts';
import type { IamRequest } from './policy.ts';
import { executionOf, on } from './requests.ts';
import { type Deployment, deploy } from './roles.ts';

const POLL = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const CHECKPOINT = ['lambda:CheckpointDurableExecution', 'lambda:GetDurableExecutionState'];

/**
 * What Lambda asks for in a function's name, because the template told it to: log lines, messages of its queue,
 * failures that are handed over, checkpoints. Sources: docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html,
 * .../services-sqs-configure.html, .../invocation-async-retain-records.html, .../durable-security.html
 */
export function lambdasOwnRequests(
  template: Template,
  name: string,
  deployment: Deployment,
): readonly IamRequest[] {
  const [id, properties] = functionNamed(template, name);
  const arn = (value: unknown) => String(deploy(value, template, deployment));
  const queues = resourcesOf(template, 'AWS::Lambda::EventSourceMapping')
    .filter(([, mapping]) => target(mapping.Properties.FunctionName) === id)
    .map(([, mapping]) => arn(mapping.Properties.EventSourceArn));
  const failures = properties.DeadLetterConfig as Properties | undefined;
  const stream = `log-group:/aws/lambda/${properties.FunctionName}:log-stream:2026/11/23/[3]0a1b2c3d`;
  return [
    ...on('logs:CreateLogStream', deployment, stream),
    ...on('logs:PutLogEvents', deployment, stream),
    ...queues.flatMap((resource) => POLL.map((action) => ({ action, resource }))),
    ...(failures ? [{ action: 'sqs:SendMessage', resource: arn(failures.TargetArn) }] : []),
    ...(properties.DurableConfig
      ? CHECKPOINT.flatMap((action) => on(action, deployment, executionOf(String(properties.FunctionName))))
      : []),
  ];
}

function functionNamed(template: Template, name: string): readonly [string, Properties] {
  const found = resourcesOf(template, 'AWS::Lambda::Function').find(([, { Properties }]) =>
    String(Properties.FunctionName).endsWith(`-${name}`),
  );
  if (found === undefined) throw new Error(`The template has no function ${name}.`);
  return [found[0], found[1].Properties];
}
