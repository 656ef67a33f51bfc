import {
  CreatePolicyCommand,
  CreateRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import type { Stack } from '../../scripts/stack.ts';
import { type Properties, resourcesOf } from '../../scripts/template.ts';
import { resolved } from './resolved.ts';

interface Policy {
  readonly PolicyName: string;
  readonly PolicyDocument: object;
}

/** IAM reads a policy before it takes it: its grammar, its vendors, the form of its ARNs. */
export function checkPolicies({ template }: Stack): void {
  const iam = new IAMClient({});

  it.each(resourcesOf(template, 'AWS::IAM::Role'))(
    'IAM takes %s and its policies',
    async (RoleName, role) => {
      await iam.send(new CreateRoleCommand({ RoleName, ...trustOf(role.Properties) }));

      for (const { PolicyName, PolicyDocument } of role.Properties.Policies as readonly Policy[]) {
        const document = JSON.stringify(resolved(PolicyDocument, template));
        await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: document }));
        const kept = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
        expect(decodeURIComponent(kept.PolicyDocument ?? '')).toBe(document);
      }
    },
  );

  it.each([
    ['an action without its service', { Action: 'GetItem' }],
    ['a name in the place of an ARN', { Resource: 'ledger' }],
    ['an unknown effect', { Effect: 'Permit' }],
    ['an unknown condition', { Condition: { StringIs: { 'ecs:cluster': 'prod' } } }],
  ])('IAM refuses %s', async (_what, wrong) => {
    const Statement = [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*', ...wrong }];
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });

    const created = iam.send(new CreatePolicyCommand({ PolicyName: 'wrong', PolicyDocument }));

    await expect(created).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
  });
}

function trustOf({ Description, AssumeRolePolicyDocument }: Properties) {
  return {
    Description: String(Description),
    AssumeRolePolicyDocument: JSON.stringify(AssumeRolePolicyDocument),
  };
}
