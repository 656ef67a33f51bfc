import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/iam/every-call.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Files share what a worker has loaded: half of the time went by with loading it anew. No test counts on a fresh module.
    isolate: false,
    // One more than a small machine has cores: some tests wait for processes and for the SDK's pauses.
    maxWorkers: 3,
  },
});
