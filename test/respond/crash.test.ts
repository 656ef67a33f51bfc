import { describe, it } from 'vitest';
import { eventsLost } from '../../prove/rows/events-lost.ts';
import { expectProven } from '../prove/expect-proven.ts';

describe('triage, respond and clicks, when something dies', () => {
  it(
    'lose nothing and repeat nothing, at whichever effect or checkpoint it dies',
    {
      timeout: 60_000,
    },
    () => expectProven(eventsLost),
  );
});
