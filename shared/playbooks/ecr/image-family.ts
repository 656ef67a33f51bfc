import type { Route } from '../../domain/config.ts';
import type { Severity } from '../../domain/incident.ts';
import { routeFor } from '../../domain/route.ts';
import type { VulnerabilitySeverity } from '../../domain/vulnerability.ts';

/**
 * The image family that a repository belongs to: all that the same route is for, named by the route's pattern, so
 * that whoever owns them hears of a vulnerability once. Undefined: the family of all that no route names.
 */
export function familyOf(
  repository: string,
  severity: Severity,
  routes: readonly Route[],
): string | undefined {
  return routeFor({ repository, severity, playbook: 'answer-scan' }, routes)?.repository;
}

/** How bad an incident is in which these were found. */
export function severityOf(found: readonly VulnerabilitySeverity[]): Severity {
  return found.includes('CRITICAL') ? 'critical' : 'warning';
}
