import type { FamilyFacts, Findings, Runner } from './scan-facts.ts';

/** What still is to be fixed comes first. */
const ORDER: readonly Runner['state'][] = ['vulnerable', 'unknown', 'clean'];

/** Repositories by how many run a vulnerable image of them, the most first. */
export function byUrgency(a: Findings, b: Findings): number {
  const left = ({ runners }: Findings) => runners.filter(({ state }) => state !== 'clean').length;
  return left(b) - left(a) || a.repository.localeCompare(b.repository);
}

export function byState(a: Runner, b: Runner): number {
  return ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.by.localeCompare(b.by);
}

/** Each once, whatever repositories it runs images of: it is fixed when it is in all of them. */
export function runnersIn(findings: readonly Findings[]): readonly Runner[] {
  const all = findings.flatMap(({ runners }) => runners).toSorted(byState);
  return [...Map.groupBy(all, ({ by }) => by).values()].flatMap(([worst]) => worst ?? []);
}

/** "2 of 3 fixed", and what is not known. */
export function standing({ findings, unread }: Pick<FamilyFacts, 'findings' | 'unread'>): string {
  const runners = runnersIn(findings);
  const count = (state: string) => runners.filter((one) => one.state === state).length;
  const fixed =
    runners.length === 0 ? 'it is not known who runs it' : `${count('clean')} of ${runners.length} fixed`;
  const unknown = count('unknown') > 0 ? `${count('unknown')} not scanned yet` : '';
  const blind = unread.length > 0 ? `not all could be read: ${unread.join('; ')}` : '';
  return [fixed, unknown, blind].filter(Boolean).join('; ');
}
