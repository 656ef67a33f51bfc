import fc from 'fast-check';
import type { Finding } from './row.ts';

/** Ask fast-check to break a property; what it found is a violation, with the smallest example. */
export async function check<Example>(
  of: string,
  property: fc.IAsyncProperty<Example> | fc.IProperty<Example>,
  seed: number,
  runs: number,
): Promise<Finding> {
  const details = await fc.check<Example>(property as fc.IAsyncProperty<Example>, { seed, numRuns: runs });
  if (!details.failed) return { count: details.numRuns, of, violations: [] };
  const why = details.errorInstance instanceof Error ? details.errorInstance.message : 'it does not hold';
  const example = fc.stringify(details.counterexample).slice(0, 2000);
  return { count: details.numRuns, of, violations: [`${why} (seed ${seed}, example ${example})`] };
}

/** Several properties as one finding. */
export function together(of: string, findings: readonly Finding[]): Finding {
  const count = findings.reduce((sum, finding) => sum + finding.count, 0);
  return { count, of, violations: findings.flatMap(({ violations }) => violations) };
}

/** Throws with a sentence when something that must be so is not. */
export function must(so: boolean, sentence: string): asserts so {
  if (!so) throw new Error(sentence);
}
