import { describe, expect, test } from 'vitest';
import { costSentence } from '../../shared/scaling/cost.ts';
import { originOf, originSentence } from '../../shared/scaling/iac.ts';
import { movedBounds, whySuspended } from '../../shared/scaling/range.ts';
import { parseResource, resourceText } from '../../shared/scaling/resource.ts';

describe('whose code a resource is', () => {
  test.each([
    [{ 'aws:cloudformation:stack-name': 'shop' }, 'CloudFormation'],
    [{ 'aws:cloudformation:stack-name': 'shop', 'aws-cdk:app': 'x' }, 'CDK'],
    [{ ManagedBy: 'terraform' }, 'Terraform'],
    [{ 'managed-by': 'OpenTofu' }, 'Terraform'],
    [{ 'tf-workspace': 'prod' }, 'Terraform'],
    [{ Terraform: 'true' }, 'Terraform'],
  ])('is told by %o', (tags, tool) => {
    expect(originOf(tags)?.tool).toBe(tool);
  });

  test.each([{}, { ManagedBy: 'platform-team' }, { team: 'terraform' }])('is not told by %o', (tags) => {
    expect(originOf(tags)).toBeUndefined();
  });

  test('says what will be put back, and where to change it', () => {
    const tags = { 'aws:cloudformation:stack-name': 'shop', 'aws:cloudformation:logical-id': 'Api' };

    expect(originSentence(tags, ['desired count'])).toBe(
      'CloudFormation will put back the desired count with its next deployment, if it is set there: change it in Api in the stack shop',
    );
  });
});

describe('the bounds of Application Auto Scaling', () => {
  test('rise with the count, so that it is not taken back', () => {
    expect(movedBounds({ min: 2, max: 6 }, { from: 4, to: 8 }, 1)).toEqual({ min: 8, max: 8 });
  });

  test('come down with it, never below the floor, and never up', () => {
    expect(movedBounds({ min: 8, max: 8 }, { from: 8, to: 3 }, 4)).toEqual({ min: 4, max: 8 });
    expect(movedBounds({ min: 2, max: 8 }, { from: 8, to: 3 }, 4)).toBeUndefined();
  });

  test('hold where somebody suspended the direction', () => {
    const target = {
      resourceId: 's',
      min: 1,
      max: 2,
      suspended: { scaleIn: true, scaleOut: false, scheduled: false },
    };

    expect(whySuspended(target, false)).toContain('scaling in');
    expect(whySuspended(target, true)).toBeUndefined();
  });
});

test('a price is told where there is one', () => {
  const prices = [{ target: 'service/shop/*', perHour: 0.05, currency: 'USD' }];

  expect(costSentence('service/shop/api', 4, 6, prices)).toBe('about 0.20 USD to 0.30 USD an hour');
  expect(costSentence('auto-scaling-group/w', 4, 6, prices)).toBeUndefined();
});

describe('the name of a resource', () => {
  test.each(['service/shop/api', 'auto-scaling-group/my workers', 'capacity-provider/cp'])(
    '%s is read as written',
    (text) => {
      const resource = parseResource(text);

      expect(resource && resourceText(resource)).toBe(text);
    },
  );

  test.each(['service/shop', 'service/*/api', 'capacity-provider/*', 'task/x', ''])(
    '%s names nothing',
    (text) => {
      expect(parseResource(text)).toBeUndefined();
    },
  );
});
