import { defineConfig } from 'vitest/config';

/** What needs moto: `npm run test:aws` starts it and runs these. */
export default defineConfig({
  test: {
    include: ['test-aws/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
});
