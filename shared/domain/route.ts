import type { Route } from './config.ts';
import type { Severity } from './incident.ts';
import { matchesName } from './pattern.ts';

/** What a route is chosen by. A fleet's message belongs to no playbook. */
export interface Routed {
  readonly severity: Severity;
  readonly cluster?: string;
  readonly repository?: string;
  readonly playbook?: string;
}

/** The first route that takes it; undefined where none does. */
export function routeFor(routed: Routed, routes: readonly Route[]): Route | undefined {
  return routes.find((route) => takes(route, routed));
}

function takes(route: Route, { cluster, repository, playbook, severity }: Routed): boolean {
  return (
    fits(route.cluster, cluster) &&
    fits(route.repository, repository) &&
    (route.playbook === undefined || route.playbook === playbook) &&
    (route.severity === undefined || route.severity === severity)
  );
}

/** A route that asks for a cluster takes nothing that lies in none. */
function fits(pattern: string | undefined, name: string | undefined): boolean {
  return pattern === undefined || (name !== undefined && matchesName(pattern, name));
}
