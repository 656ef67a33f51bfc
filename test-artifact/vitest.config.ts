import { defineConfig } from 'vitest/config';

/** The shipped bundles in processes of their own: slower than `npm test`, so a script of its own runs it. */
export default defineConfig({
  test: {
    include: ['test-artifact/**/*.test.ts'],
    globalSetup: 'test-artifact/support/package.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
