import { describe, it } from 'vitest';
import { guardViolations } from '../../prove/rows/guard-violations.ts';
import { expectProven } from '../prove/expect-proven.ts';

describe('shared/guardrails, whatever the fleet', () => {
  it('acts and asks exactly when no rule stands against it and the mode says so', () =>
    expectProven(guardViolations));
});
