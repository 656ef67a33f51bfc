import { describe, expect, it } from 'vitest';
import { mutationPage, type Report } from '../../scripts/mutation-page.ts';

const REASON = { file: 'shared/a.ts', line: 'const a', why: 'Only a name.' };

function reportOf(...statuses: readonly string[]): Report {
  const mutants = statuses.map((status) => ({
    mutatorName: 'StringLiteral',
    replacement: "'|'",
    status,
    location: { start: { line: 2 } },
  }));
  return { files: { 'shared/a.ts': { source: "// A.\nconst a = 'a';", mutants } } };
}

describe('scripts/mutation-page', () => {
  it('counts what timed out as killed, what no test runs as left, and no other mutant', () => {
    const report = reportOf('Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored');

    expect(mutationPage([['a', report]], [REASON], '2026-11-23')).toContain('| a | 4 | 2 | 2 | 50.0 % |');
  });

  it('gives the reason why a mutant is left', () => {
    const page = mutationPage([['a', reportOf('Survived')]], [REASON], '2026-11-23');

    expect(page).toContain("| shared/a.ts:2 | `'\\|'` | Only a name. |");
  });

  it('owns up to what nobody has looked at, for as long as there is any', () => {
    const report = reportOf('Survived', 'Survived');

    const unknown = mutationPage([['a', report]], [{ ...REASON, line: 'const b' }], '2026-11-23');
    const known = mutationPage([['a', report]], [REASON], '2026-11-23');

    expect(unknown).toContain('## What nobody has looked at yet');
    expect(unknown).toContain('| shared/a.ts | 2 |');
    expect(known).not.toContain('nobody');
  });
});
