import { type Template, text } from '../../scripts/template.ts';

const HERE: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  'AWS::AccountId': '123456789012',
};

/** How CloudFormation makes an ARN of a resource's name. */
const ARNS: Readonly<Record<string, string>> = {
  'AWS::SQS::Queue': 'arn:aws:sqs:eu-west-1:123456789012:',
  'AWS::DynamoDB::Table': 'arn:aws:dynamodb:eu-west-1:123456789012:table/',
  'AWS::Events::Rule': 'arn:aws:events:eu-west-1:123456789012:rule/',
};

/** A part of the template as CloudFormation would hand it to the service: no intrinsic function is left. */
export function resolved(value: unknown, template: Template): unknown {
  if (Array.isArray(value)) return value.map((one) => resolved(one, template));
  if (value === null || typeof value !== 'object') return value;
  const [name = ''] = Object.keys(value);
  if (name === 'Ref' || name.startsWith('Fn::')) return filled(text(value), template);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner, template)]));
}

function filled(textual: string, template: Template): string {
  return textual.replaceAll(/\$\{([\w:]+)(?:\.Arn)?\}/g, (all, name: string) => {
    const arn = ARNS[template.Resources[name]?.Type ?? ''];
    const value = HERE[name] ?? (arn && `${arn}${name}`);
    if (value === undefined) throw new Error(`no value is known for ${all}: add it to resolved.ts`);
    return value;
  });
}
