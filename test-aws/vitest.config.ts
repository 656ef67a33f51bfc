import { defineConfig } from 'vitest/config';

/** What needs moto: `npm run test:aws` starts it and runs these. */
export default defineConfig({
  test: {
    include: ['test-aws/**/*.test.ts'],
    // What reads all of an account must not find what another file has made.
    setupFiles: ['test-aws/support/reset.ts'],
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
