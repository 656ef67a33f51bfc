import { describe, expect, test } from 'vitest';
import { clusterName, parseArn, shortTaskDefinition, taskFamily, taskId } from '../../shared/domain/arn.ts';

describe('shared/domain/arn', () => {
  test.each(['aws', 'aws-cn', 'aws-us-gov', 'aws-iso-b', 'aws-eusc'])(
    'takes an ARN of %s apart',
    (partition) => {
      const arn = parseArn(`arn:${partition}:ecs:eu-west-1:123456789012:task/prod/0f5c4a4e`);

      expect(arn).toEqual({
        partition,
        service: 'ecs',
        region: 'eu-west-1',
        account: '123456789012',
        resource: 'task/prod/0f5c4a4e',
      });
    },
  );

  test('takes ARNs without region or account, and with colons in the resource', () => {
    expect(parseArn('arn:aws:s3:::bucket/key')).toMatchObject({ region: '', account: '' });
    expect(parseArn('arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-b')?.resource).toBe('secret:a-b');
  });

  test.each([
    '',
    'arn',
    'arn:aws:ecs',
    'arn:gcp:ecs:eu-west-1:1:task/a',
    'arn:aws:ecs:eu-west-1:1:task/a\nb',
  ])('takes %j for none', (text) => {
    expect(parseArn(text)).toBeUndefined();
  });

  test('finds names in old and new forms', () => {
    expect(clusterName('arn:aws:ecs:eu-west-1:123456789012:cluster/prod')).toBe('prod');
    expect(clusterName('prod')).toBe('prod');
    expect(taskId('arn:aws:ecs:eu-west-1:123456789012:task/0f5c')).toBe('0f5c');
    expect(taskId('arn:aws:ecs:eu-west-1:123456789012:task/prod/0f5c')).toBe('0f5c');
  });

  test('shortens a task definition to family and revision', () => {
    const arn = 'arn:aws:ecs:eu-west-1:123456789012:task-definition/payments-api:43';

    expect(shortTaskDefinition(arn)).toBe('payments-api:43');
    expect(taskFamily(arn)).toBe('payments-api');
  });
});
