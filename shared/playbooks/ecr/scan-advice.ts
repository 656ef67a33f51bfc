import type { Vulnerability } from '../../domain/vulnerability.ts';
import type { FamilyFacts, Findings } from './scan-facts.ts';

/** What a person can do next, for the repository that most depends on: with which version, on which base, and who. */
export function adviceFor({ id, findings }: FamilyFacts): string {
  const [first] = findings.filter(({ images }) => images.length > 0);
  if (!first) return 'Deploy the image that has the fix, and scan it.';
  const [only] = id === undefined ? [] : first.vulnerabilities;
  const others = findings.filter(({ images }) => images.length > 0).length - 1;
  const more = others > 0 ? `, then the same for ${others} more` : '';
  return `Build ${first.repository} anew${onto(first, only)}, and deploy it${more}.${ownerWords(first)}`;
}

function onto({ base }: Findings, only: Vulnerability | undefined): string {
  const version = only && versionWords(only);
  const on = base === undefined ? '' : ` on a newer ${base}`;
  return version ? `${on} with ${version}` : on || ' with the fixed versions';
}

/** "openssl 3.0.15", "a fixed openssl"; empty where the package is not known. */
function versionWords({ packages }: Vulnerability): string {
  const [first] = packages;
  if (!first) return '';
  return first.fixedIn === undefined ? `a fixed ${first.name}` : `${first.name} ${first.fixedIn}`;
}

function ownerWords({ owner, repository }: Findings): string {
  return owner === undefined ? '' : ` ${owner} owns ${repository}.`;
}
