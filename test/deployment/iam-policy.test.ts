import { describe, expect, it } from 'vitest';
import type { Statement } from '../../scripts/template.ts';
import { allowedBy, type IamRequest, matchesArn } from '../support/iam/policy.ts';

const CLUSTER = 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod-eu';
const SERVICE = 'arn:aws:ecs:eu-west-1:123456789012:service/prod-eu/api';

const grant = (condition?: object): Statement => ({
  sid: 'One',
  effect: 'Allow',
  actions: ['ecs:UpdateService'],
  resources: ['arn:aws:ecs:eu-west-1:123456789012:service/*'],
  ...(condition && { condition }),
});
const request = (context: IamRequest['context'] = {}): IamRequest => ({
  action: 'ecs:UpdateService',
  resource: SERVICE,
  context,
});
const allows = (condition: object, context: IamRequest['context']) =>
  allowedBy([grant(condition)], request(context)) !== undefined;

describe('the policy evaluator of the tests', () => {
  it('allows what one statement covers by action and resource, and nothing else', () => {
    expect(allowedBy([grant()], request())?.sid).toBe('One');
    expect(allowedBy([], request())).toBeUndefined();
    expect(allowedBy([grant()], { ...request(), action: 'ecs:DeleteService' })).toBeUndefined();
    expect(allowedBy([grant()], { ...request(), resource: CLUSTER })).toBeUndefined();
  });

  it.each([
    ['*', SERVICE, true],
    ['arn:aws:ecs:eu-west-1:123456789012:service/prod-*/*', SERVICE, true],
    ['arn:aws:ecs:eu-west-1:123456789012:service/dev-*/*', SERVICE, false],
    ['arn:aws:ecs:*:123456789012:service/*', SERVICE, true],
    // A wildcard does not reach over the colon into the next part.
    ['arn:aws:ecs:*:service/*', SERVICE, false],
    ['arn:aws:ecs:eu-west-1:999999999999:service/*', SERVICE, false],
    ['arn:aws:ecs:eu-west-1:123456789012:service/prod-eu/a?i', SERVICE, true],
    [
      'arn:aws:logs:eu-west-1:1:log-group:/ecs/*:log-stream:*',
      'arn:aws:logs:eu-west-1:1:log-group:/ecs/a:log-stream:b/c',
      true,
    ],
    // A dot is a dot.
    ['arn:aws:ecs:eu-west-1:123456789012:service/prod.eu/api', SERVICE, false],
  ])('%s matches %s: %s', (pattern, arn, expected) => {
    expect(matchesArn(pattern, arn)).toBe(expected);
  });

  it('takes a key that the call has not as a no, and only a negation as a yes', () => {
    const tag = 'aws:ResourceTag/mode';

    expect(allows({ StringEquals: { [tag]: 'act' } }, {})).toBe(false);
    expect(allows({ StringEquals: { [tag]: ['ask', 'act'] } }, { [tag]: 'act' })).toBe(true);
    expect(allows({ StringEquals: { [tag]: 'act' } }, { [tag]: 'ACT' })).toBe(false);
    expect(allows({ StringNotEquals: { [tag]: ['off', 'observe'] } }, {})).toBe(true);
    expect(allows({ StringNotEquals: { [tag]: ['off', 'observe'] } }, { [tag]: 'off' })).toBe(false);
    expect(
      allows({ ArnLike: { 'ecs:cluster': CLUSTER.replace('eu', '*') } }, { 'ecs:cluster': CLUSTER }),
    ).toBe(true);
    expect(allows({ ArnLike: { 'ecs:cluster': CLUSTER } }, {})).toBe(false);
  });

  it('asks all values of a list, and is content with none', () => {
    const own = { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } };
    const foreign = { 'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': ['budget/*'] } };

    expect(allows(own, { 'aws:TagKeys': ['a', 'b'] })).toBe(true);
    expect(allows(own, { 'aws:TagKeys': ['a', 'c'] })).toBe(false);
    expect(allows(own, {})).toBe(true);
    expect(allows(foreign, { 'dynamodb:LeadingKeys': ['incident/1'] })).toBe(true);
    expect(allows(foreign, { 'dynamodb:LeadingKeys': ['budget/1'] })).toBe(false);
  });

  it('demands every operator and every key', () => {
    const both = { StringEquals: { a: '1', b: '2' }, StringNotEquals: { c: '3' } };

    expect(allows(both, { a: '1', b: '2' })).toBe(true);
    expect(allows(both, { a: '1' })).toBe(false);
    expect(allows(both, { a: '1', b: '2', c: '3' })).toBe(false);
  });

  it.each([
    ['a statement that denies', { ...grant(), effect: 'Deny' }],
    ['a wildcard in an action', { ...grant(), actions: ['ecs:*'] }],
    ['a policy variable', { ...grant(), resources: [`arn:aws:ecs:*:*:service/\${aws:username}`] }],
    ['an operator that our policies do not use', grant({ StringLike: { a: '*' } })],
    ['an operator that asks only if the key is there', grant({ StringEqualsIfExists: { a: '1' } })],
  ])('refuses %s instead of guessing', (_what, statement) => {
    expect(() => allowedBy([statement], request())).toThrow('is not known here');
  });

  it('refuses a list of values where the operator takes one', () => {
    expect(() => allows({ StringEquals: { a: '1' } }, { a: ['1', '2'] })).toThrow('of several values');
  });
});
