import type { Evidence } from '../../domain/playbook.ts';
import type { Vulnerability } from '../../domain/vulnerability.ts';
import type { FamilyFacts, Findings, Runner } from './scan-facts.ts';
import { byState, standing } from './scan-standing.ts';

const NAMED = 5;
const WORDS: Readonly<Record<Runner['state'], string>> = {
  vulnerable: '',
  unknown: 'not scanned yet: ',
  clean: 'fixed: ',
};

/** What people are shown of vulnerable images: who runs them, and what would fix it. */
export function familyEvidence(facts: FamilyFacts): Evidence {
  const { id, findings } = facts;
  const vulnerabilities = distinct(findings);
  const [first] = vulnerabilities;
  const count =
    vulnerabilities.length === 1 ? '1 vulnerability' : `${vulnerabilities.length} vulnerabilities`;
  const idle = findings.filter(({ runners }) => runners.length === 0).length;
  const details = [
    { label: 'Severity', text: id && first ? severityWords(first) : '' },
    { label: 'Package', text: id && first ? packageWords(first) : '' },
    { label: 'Vulnerabilities', text: id ? '' : listWords(vulnerabilities) },
    { label: 'Base image', text: someOf(findings.flatMap(({ base }) => base ?? [])) },
    { label: 'Image', text: imageWords(findings) },
    { label: 'Owner', text: someOf(findings.flatMap(({ owner }) => owner ?? [])) },
    {
      label: 'Runs nowhere',
      text:
        idle === findings.length || idle === 0
          ? ''
          : `${idle} more ${idle === 1 ? 'repository' : 'repositories'}`,
    },
  ];
  return {
    headline: `${id ?? count} in ${placeWords(findings)}`,
    extent: standing(facts),
    details: details.filter(({ text }) => text !== ''),
    list: { title: 'Runs it', lines: runnerLines(findings) },
  };
}

/** "payments", "3 repositories": those that somebody runs an image of, if there are such. */
function placeWords(findings: readonly Findings[]): string {
  const run = findings.filter(({ runners }) => runners.length > 0);
  const [first, ...others] = run.length > 0 ? run : findings;
  return others.length === 0 ? (first?.repository ?? 'no repository') : `${others.length + 1} repositories`;
}

/** Of one repository its tags, of several the first tag of each. */
function imageWords(findings: readonly Findings[]): string {
  const vulnerable = findings.filter(({ images }) => images.length > 0);
  const [only, ...others] = vulnerable;
  if (others.length === 0) return someOf(only?.images.flatMap(({ tags }) => tags.slice(0, 1)) ?? []);
  return someOf(vulnerable.map(({ repository, images }) => `${repository}:${images[0]?.tags[0] ?? ''}`));
}

function distinct(findings: readonly Findings[]): readonly Vulnerability[] {
  const all = findings.flatMap(({ vulnerabilities }) => vulnerabilities);
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

/** The first few, each once. */
function someOf(all: readonly string[]): string {
  const names = [...new Set(all)];
  const left = names.length - NAMED;
  return [...names.slice(0, NAMED), left > 0 ? `${left} more` : ''].filter(Boolean).join(', ');
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

/** What is not fixed first; where there are several repositories, with the one that it is of. */
function runnerLines(findings: readonly Findings[]): readonly string[] {
  const several = findings.filter(({ runners }) => runners.length > 0).length > 1;
  const all = findings.flatMap(({ repository, runners }) =>
    runners.map((runner) => ({ ...runner, where: several ? ` (${repository})` : '' })),
  );
  return all
    .toSorted(byState)
    .map(
      ({ by, owner, state, where }) =>
        `${WORDS[state]}${by}${where}${owner === undefined ? '' : `, owner ${owner}`}`,
    );
}
