import type { Config } from '../../domain/config.ts';
import { matchesName } from '../../domain/pattern.ts';

/** A vulnerability that somebody decided to live with, for a while. */
export interface AcceptedRisk {
  readonly id: string;
  readonly repository?: string | undefined;
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it is accepted: YYYY-MM-DD in UTC. */
  readonly until: string;
}

/**
 * What answer-scan accepts by its settings, for whoever else looks at a scan: risks are accepted in one place, and were
 * checked when the configuration was decoded.
 */
export function acceptedIn({ playbooks }: Pick<Config, 'playbooks'>): readonly AcceptedRisk[] {
  const settings = playbooks['answer-scan']?.settings as { accepted?: readonly AcceptedRisk[] } | undefined;
  return settings?.accepted ?? [];
}

const DAY = 24 * 3600 * 1000;

/** The entry by which a vulnerability in a repository is accepted at a moment (milliseconds since the epoch). */
export function acceptedRisk(
  accepted: readonly AcceptedRisk[],
  id: string,
  repository: string,
  now: number,
): AcceptedRisk | undefined {
  return accepted.find((risk) => risk.id === id && covers(risk, repository) && now < endOf(risk));
}

/** Whether the risk was accepted, and is not any more. */
export function hasExpired(risk: AcceptedRisk, now: number): boolean {
  return now >= endOf(risk);
}

export function covers({ repository }: AcceptedRisk, name: string): boolean {
  return repository === undefined || matchesName(repository, name);
}

function endOf({ until }: AcceptedRisk): number {
  return Date.parse(`${until}T00:00:00Z`) + DAY;
}
