import type { Vulnerability, VulnerabilitySeverity } from '../../domain/vulnerability.ts';

export interface Wanted {
  readonly severities: readonly VulnerabilitySeverity[];
  readonly unfixable: boolean;
}

/** Whether the settings want to hear of it: true, or why not. Basic scanning does not tell of fixes: that may be one. */
export function isWanted(
  { severity, fix, id }: Vulnerability,
  { severities, unfixable }: Wanted,
): true | string {
  if (!severities.includes(severity)) return `${id} is ${severity}, and only ${severities.join(', ')} count`;
  return fix !== 'no' || unfixable ? true : `${id} has no fix yet`;
}
