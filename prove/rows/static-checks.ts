import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding, Row } from '../row.ts';

const FOLDERS = ['test/deployment', 'test/architecture', 'test/docs/docs.test.ts'];
/** They hold the README's examples, which this row is not about. */
const NOT = '^(?!.*README.md)';

export const staticChecks: Row = {
  id: 'R18',
  promise: 'no dependency without a reason, no IAM wildcard or verb that is not needed',
  tried: 'the tests of the packaged template, of the imports and of the list of dependencies',
  runs: { few: 0, quick: 1, many: 1 },

  async prove() {
    const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-proof-'));
    const file = join(folder, 'report.json');
    spawnSync('npx', ['vitest', 'run', ...FOLDERS, '-t', NOT, '--reporter=json', `--outputFile=${file}`]);
    const finding = findingOf(JSON.parse(readFileSync(file, 'utf8')));
    rmSync(folder, { recursive: true });
    return finding;
  },
};

/** Vitest's own report, as far as it is read here. */
interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

function findingOf({ numPassedTests, testResults }: Report): Finding {
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
  const broken = testResults
    .filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
    .map(({ name, message }) => `${name}: ${message}`);
  return { count: numPassedTests + failed.length, of: 'checks', violations: [...failed, ...broken] };
}
