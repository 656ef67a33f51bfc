import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take more than two seconds; the rest goes by without one of them being left over at the end. */
const LONG =
  /\/test\/(deployment\/stack|docs\/docs|functions\/respond|local\/cli\/bin|local\/fleet\/fleet|prove\/prove|respond\/(chaos|crash|resilience|respond)|scenarios\/storms|triage\/triage)\.test\.ts$/;

/** Long files first, also in a clean checkout, where Vitest knows no durations yet. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const [long, short] = [true, false].map((is) =>
      files.filter(({ moduleId }) => LONG.test(moduleId) === is),
    );
    return [...(await super.sort(long ?? [])), ...(await super.sort(short ?? []))];
  }
}

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
    sequence: { sequencer: LongFirst },
  },
});
