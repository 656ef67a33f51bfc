import { expect, it as vitestIt } from 'vitest';
import type { Stack } from '../../../scripts/stack.ts';
import { resource, resourcesOf } from '../../../scripts/template.ts';
import type { Register } from './facts.ts';

export function checkSafekeeping({ template }: Stack, it: Register = vitestIt): void {
  it('the ledger outlives the stack, forgets by TTL, is encrypted and can be restored to any second', () => {
    const ledger = resource(template, 'LedgerTable');

    expect(ledger).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(ledger.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
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
    expect(groups.map((group) => group.RetentionInDays)).toEqual(functions.map(() => 30));
  });

  it('the kill switch is not part of the stack, so that no deployment can turn it', () => {
    expect(resourcesOf(template, 'AWS::SSM::Parameter')).toEqual([]);
  });

  it('no secret stands in the template', () => {
    expect(JSON.stringify(template)).not.toMatch(/xox[a-z]-|hooks\.slack\.com|AKIA[0-9A-Z]{16}/);
  });
}
