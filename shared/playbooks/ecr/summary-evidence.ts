import type { Evidence } from '../../domain/playbook.ts';
import { SEVERITIES } from '../../domain/vulnerability.ts';
import type { SummaryFacts, Waiting } from './scan-facts.ts';

const NAMED = 3;

/** Counts by image family, the largest first. */
export function summaryEvidence({ waiting }: SummaryFacts): Evidence {
  const families = [...Map.groupBy(waiting, ({ repository }) => repository)];
  const lines = families
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([repository, found]) => `${repository}: ${counts(found)} (${names(found)})`);
  const repositories = families.length === 1 ? '1 repository' : `${families.length} repositories`;
  return {
    headline: 'vulnerabilities in images that nobody runs',
    extent: `${waiting.length} in ${repositories}`,
    list: { title: 'Repositories', lines },
  };
}

/** "2 critical, 1 high" */
function counts(found: readonly Waiting[]): string {
  const words = SEVERITIES.map((severity) => {
    const count = found.filter((one) => one.severity === severity).length;
    return count > 0 ? `${count} ${severity.toLowerCase()}` : '';
  });
  return words.filter(Boolean).join(', ');
}

function names(found: readonly Waiting[]): string {
  const ids = found.map(({ id }) => id);
  return ids.length > NAMED ? `${ids.slice(0, NAMED).join(', ')}, …` : ids.join(', ');
}
