import { expect, it as vitestIt } from 'vitest';
import type { Stack } from '../../../scripts/stack.ts';
import { resource, resourcesOf } from '../../../scripts/template.ts';
import type { Register } from './facts.ts';

/** How many there are of each kind. */
const KINDS: Readonly<Record<string, number>> = {
  'AWS::CloudWatch::Alarm': 30,
  'AWS::CloudWatch::Dashboard': 1,
  'AWS::DynamoDB::Table': 1,
  'AWS::Events::Rule': 15,
  'AWS::IAM::Role': 7,
  'AWS::IAM::RolePolicy': 1,
  'AWS::Lambda::Alias': 3,
  'AWS::Lambda::EventSourceMapping': 3,
  'AWS::Lambda::Function': 7,
  'AWS::Lambda::Permission': 2,
  'AWS::Lambda::Url': 1,
  'AWS::Lambda::Version': 3,
  'AWS::Logs::LogGroup': 7,
  'AWS::S3::Bucket': 1,
  'AWS::S3::BucketPolicy': 1,
  'AWS::SQS::Queue': 10,
  'AWS::SQS::QueuePolicy': 6,
};

/** What `Fn::GetAtt` may ask for, where that is not the ARN. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  'AWS::Lambda::Url': ['FunctionUrl'],
  'AWS::Lambda::Version': ['Version'],
  'AWS::SQS::Queue': ['Arn', 'QueueName'],
};

export function checkStructure({ template }: Stack, it: Register = vitestIt): void {
  const kinds = Object.values(template.Resources).map(({ Type }) => Type);

  it('the stack is made of what was planned', () => {
    const counted = Object.fromEntries(
      kinds.map((kind) => [kind, kinds.filter((one) => one === kind).length]),
    );

    expect(template.AWSTemplateFormatVersion).toBe('2010-09-09');
    expect(counted).toEqual(KINDS);
  });

  it('every reference leads to something that the stack has', () => {
    const known = [...Object.keys(template.Resources), ...Object.keys(template.Parameters)];
    const lost = valuesOf(template, 'Ref').filter(
      (id) => !known.includes(String(id)) && !/^AWS::(AccountId|Region|Partition|NoValue)$/.test(String(id)),
    );

    expect(lost).toEqual([]);
    for (const value of valuesOf(template, 'Fn::GetAtt')) {
      const [id = '', attribute = ''] = value as readonly string[];
      expect(ATTRIBUTES[template.Resources[id]?.Type ?? ''] ?? ['Arn'], id).toContain(attribute);
    }
  });

  it('every policy is written in the current language', () => {
    for (const document of valuesOf(template, 'PolicyDocument')) {
      const { Version = '2012-10-17' } = document as { readonly Version?: string };
      expect(Version).toBe('2012-10-17');
    }
  });

  it('the bundles lie in a bucket of our own, encrypted and closed', () => {
    const [[, bucket] = []] = resourcesOf(template, 'AWS::S3::Bucket');

    expect(JSON.stringify(bucket?.Properties.BucketEncryption)).toContain('"SSEAlgorithm":"AES256"');
    expect(bucket?.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
  });

  it('a version of the response outlives the deployment after it: what runs stays on its code', () => {
    const versions = resourcesOf(template, 'AWS::Lambda::Version');
    const served = ['RespondLambda', 'RespondDashecrLambda', 'RespondDashscalingLambda'].map((name) => {
      const [id, version] = versions.find(([one]) => one.startsWith(`${name}Version`)) ?? [];
      expect(version?.DeletionPolicy).toBe('Retain');
      expect(version?.Properties.FunctionName).toEqual({ Ref: `${name}Function` });
      return { 'Fn::GetAtt': [id, 'Version'] };
    });

    const aliases = ['Respond', 'RespondDashecr', 'RespondDashscaling'];
    expect(
      aliases
        .map((name) => `${name}DurableLambdaAlias`)
        .map((id) => resource(template, id).Properties.FunctionVersion),
    ).toEqual(served);
  });

  it('whoever deploys is told where Slack must send clicks, and what the table is called', () => {
    expect(template.Outputs).toMatchObject({
      ServerlessDeploymentBucketName: { Value: { Ref: 'ServerlessDeploymentBucket' } },
      SlackLambdaFunctionUrl: { Value: { 'Fn::GetAtt': ['SlackLambdaFunctionUrl', 'FunctionUrl'] } },
      RespondLambdaFunctionQualifiedArn: { Value: { Ref: expect.stringMatching(/^RespondLambdaVersion/) } },
      RespondDashecrLambdaFunctionQualifiedArn: {
        Value: { Ref: expect.stringMatching(/^RespondDashecrLambdaVersion/) },
      },
      RespondDashscalingLambdaFunctionQualifiedArn: {
        Value: { Ref: expect.stringMatching(/^RespondDashscalingLambdaVersion/) },
      },
      LedgerTableName: { Value: { Ref: 'LedgerTable' } },
    });
  });
}

/** Every value under this key, wherever it stands. */
function valuesOf(tree: unknown, key: string): readonly unknown[] {
  if (tree === null || typeof tree !== 'object') return [];
  return Object.entries(tree).flatMap(([name, value]) => (name === key ? [value] : valuesOf(value, key)));
}
