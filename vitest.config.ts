import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // One per core: the default leaves a core idle on a small machine.
    maxWorkers: 2,
  },
});
