import type { Evidence } from '../../domain/playbook.ts';
import type { Vulnerability } from '../../domain/vulnerability.ts';
import { standing } from './scan-decision.ts';
import type { FamilyFacts, Runner } from './scan-facts.ts';

interface Origin {
  /** By the repository's tags. */
  readonly owner: string | undefined;
  readonly base: string | undefined;
}

const NAMED = 5;
const WORDS: Readonly<Record<Runner['state'], string>> = {
  vulnerable: '',
  unknown: 'not scanned yet: ',
  clean: 'fixed: ',
};
/** What still is to be fixed comes first. */
const ORDER: readonly Runner['state'][] = ['vulnerable', 'unknown', 'clean'];

/** What people are shown of vulnerable images: who runs them, and what would fix it. */
export function familyEvidence(facts: FamilyFacts, { owner, base }: Origin): Evidence {
  const { repository, id, vulnerabilities, runners, images } = facts;
  const [first] = vulnerabilities;
  const count =
    vulnerabilities.length === 1 ? '1 vulnerability' : `${vulnerabilities.length} vulnerabilities`;
  const details = [
    { label: 'Severity', text: id && first ? severityWords(first) : '' },
    { label: 'Package', text: id && first ? packageWords(first) : '' },
    { label: 'Vulnerabilities', text: id ? '' : listWords(vulnerabilities) },
    { label: 'Base image', text: base ?? '' },
    { label: 'Image', text: images.flatMap(({ tags }) => tags.slice(0, 1)).join(', ') },
    { label: 'Owner', text: owner ?? '' },
  ];
  return {
    headline: `${id ?? count} in ${repository}`,
    extent: standing(facts),
    details: details.filter(({ text }) => text !== ''),
    list: { title: 'Runs it', lines: runners.toSorted(byState).map(runnerLine) },
  };
}

function severityWords({ severity, exploitKnown }: Vulnerability): string {
  return exploitKnown ? `${severity}, an exploit is known` : severity;
}

function packageWords({ packages, fix }: Vulnerability): string {
  const words = packages.map(({ name, version = '', fixedIn }) => {
    const fixed = fixedIn ? `, fixed in ${fixedIn}` : '';
    return `${name} ${version}`.trim() + fixed;
  });
  const unfixed = fix === 'no' ? 'no fix yet' : '';
  return [words.join('; '), unfixed].filter(Boolean).join('; ');
}

/** The first few by name: "CVE-2026-1 (openssl, CRITICAL)". */
function listWords(vulnerabilities: readonly Vulnerability[]): string {
  const shown = vulnerabilities
    .slice(0, NAMED)
    .map(
      ({ id, packages, severity }) => `${id} (${[packages[0]?.name, severity].filter(Boolean).join(', ')})`,
    );
  const left = vulnerabilities.length - shown.length;
  return [...shown, left > 0 ? `${left} more` : ''].filter(Boolean).join(', ');
}

function runnerLine({ by, owner, state }: Runner): string {
  return `${WORDS[state]}${by}${owner === undefined ? '' : `, owner ${owner}`}`;
}

function byState(a: Runner, b: Runner): number {
  return ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.by.localeCompare(b.by);
}
