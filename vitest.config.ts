import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/iam/every-call.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // One more than a small machine has cores: some tests wait for processes and for the SDK's pauses.
    maxWorkers: 3,
  },
});
