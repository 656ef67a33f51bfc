import type { Config, Route } from '../domain/config.ts';
import { ConfigurationError } from '../domain/errors.ts';
import { isFleetTarget, isRegistryTarget, type Severity, type Target } from '../domain/incident.ts';
import { matchesName } from '../domain/pattern.ts';

/** What a route is chosen by. A fleet's message belongs to no playbook. */
export interface Routed {
  readonly severity: Severity;
  readonly cluster?: string;
  readonly repository?: string;
  readonly playbook?: string;
}

/** By what of its target an incident is routed. */
export function routeOf(target: Target): Pick<Routed, 'cluster' | 'repository'> {
  if (isFleetTarget(target)) return { cluster: target.cluster };
  return isRegistryTarget(target) && target.repository !== undefined ? { repository: target.repository } : {};
}

/** The channel of the first route that matches. */
export function channelFor(routed: Routed, { routes }: Pick<Config, 'routes'>): string {
  const route = routes.find((one) => matches(one, routed));
  if (route !== undefined) return route.channel;
  const { cluster, repository } = routed;
  const where = repository === undefined ? `cluster ${cluster ?? 'none'}` : `repository ${repository}`;
  const what = `${where}, playbook ${routed.playbook ?? 'none'}, severity ${routed.severity}`;
  throw new ConfigurationError(
    `No Slack channel for ${what}: add a route to "routes" in watchkeeper.yml, for example "- channel: '#ops'" as the last one.`,
  );
}

function matches(route: Route, { cluster, repository, playbook, severity }: Routed): boolean {
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
