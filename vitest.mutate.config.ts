import { defineConfig } from 'vitest/config';

/** Seconds each, for every mutant; what they find, the others of their room find sooner. */
const SLOW = ['10,000 stops', 'one write per event', 'for any text', 'when no rule stands against it'];

/** The tests of the room that `scripts/mutate.ts` mutates, and no others: a mutant must be killed beside it. */
export default defineConfig({
  test: {
    include: [`test/${process.env.MUTATED_ROOM}/**/*.test.ts`],
    testNamePattern: new RegExp(`^(?!.*(${SLOW.join('|')}))`),
    testTimeout: 30_000,
    maxWorkers: 1,
  },
});
