import { describe, it } from 'vitest';
import { actionsDuplicated } from '../../prove/rows/actions-duplicated.ts';
import { audit } from '../../prove/rows/audit.ts';
import { expectProven } from '../prove/expect-proven.ts';

describe('the loop, under every disturbance at once', () => {
  it(
    'fixes each problem exactly once, whatever is lost, repeated, reordered or killed',
    {
      timeout: 60_000,
    },
    () => expectProven(actionsDuplicated),
  );

  it('has a receipt of everything that it did', { timeout: 60_000 }, () => expectProven(audit));
});
