import { describe, expect, it } from 'vitest';
import { killSwitch } from '../../shared/guardrails/kill-switch.ts';
import { factsWith, PLAN } from './sample.ts';

describe('shared/guardrails/kill-switch', () => {
  it.each([
    ['off', 'act', 'the kill switch is off'],
    ['on', 'deny', 'the kill switch is on'],
    ['unreadable', 'deny', 'the kill switch cannot be read, which counts as on'],
  ] as const)('when it is %s, says %s', (state, type, reason) => {
    const verdict = killSwitch.review(PLAN, factsWith({ killSwitch: state }));

    expect(verdict).toEqual({ type, by: 'kill-switch', reason });
  });
});
