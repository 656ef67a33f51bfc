import { describe, expect, it } from 'vitest';
import { matchesPattern } from '../support/event-pattern.ts';

const EVENT = {
  source: 'aws.ecs',
  detail: {
    stopCode: 'EssentialContainerExited',
    group: 'service:api',
    containers: [
      { name: 'app', exitCode: 0 },
      { name: 'proxy', exitCode: 143 },
    ],
  },
};

describe('test/support/event-pattern', () => {
  it.each([
    ['an exact value', { source: ['aws.ecs', 'aws.ecr'] }, true],
    ['another value', { source: ['aws.ecr'] }, false],
    ['a field of an object', { detail: { stopCode: ['EssentialContainerExited'] } }, true],
    ['all fields or nothing', { source: ['aws.ecs'], detail: { stopCode: ['UserInitiated'] } }, false],
    ['a prefix', { detail: { group: [{ prefix: 'service:' }] } }, true],
    ['another prefix', { detail: { group: [{ prefix: 'family:' }] } }, false],
    ['a wildcard over the whole value', { detail: { group: [{ wildcard: 's*:a*i' }] } }, true],
    ['a wildcard that stops short', { detail: { group: [{ wildcard: 's*:a' }] } }, false],
    ['a value in another case', { detail: { group: [{ 'equals-ignore-case': 'SERVICE:API' }] } }, true],
    ['anything but another value', { detail: { group: [{ 'anything-but': ['family:job'] }] } }, true],
    ['anything but this prefix', { detail: { group: [{ 'anything-but': { prefix: 'service:' } }] } }, false],
    ['anything but on a missing field', { detail: { reason: [{ 'anything-but': ['x'] }] } }, false],
    ['a missing field that should be missing', { detail: { reason: [{ exists: false }] } }, true],
    ['a missing field below a missing object', { other: { field: [{ exists: false }] } }, true],
    ['a missing field that should exist', { detail: { reason: [{ exists: true }] } }, false],
    ['one entry of a list', { detail: { containers: { exitCode: [143] } } }, true],
    ['one entry that differs', { detail: { containers: { exitCode: [{ 'anything-but': [0] }] } } }, true],
    ['a number as text', { detail: { containers: { exitCode: ['143'] } } }, false],
    ['either of two', { $or: [{ source: ['aws.ecr'] }, { source: ['aws.ecs'] }] }, true],
    ['neither of two', { $or: [{ source: ['aws.ecr'] }, { source: ['aws.ec2'] }] }, false],
  ])('%s: %o matches %s', (_what, pattern, expected) => {
    expect(matchesPattern(pattern, EVENT)).toBe(expected);
  });

  it('refuses an operator that it does not know instead of guessing', () => {
    const pattern = { detail: { group: [{ numeric: ['>', 1] }] } };

    expect(() => matchesPattern(pattern, EVENT)).toThrow(/"numeric" is not known here/);
  });
});
