import type { Config } from '../domain/config.ts';
import { ConfigurationError } from '../domain/errors.ts';
import { type Routed, routeFor } from '../domain/route.ts';
import { isFleetTarget, isRegistryTarget, type Target } from '../domain/target.ts';

/** By what of its target an incident is routed. A family of repositories is matched by the pattern that it has. */
export function routeOf(target: Target): Pick<Routed, 'cluster' | 'repository'> {
  if (isFleetTarget(target)) return { cluster: target.cluster };
  return isRegistryTarget(target) && target.repository !== undefined ? { repository: target.repository } : {};
}

/** The channel of the first route that matches. */
export function channelFor(routed: Routed, { routes }: Pick<Config, 'routes'>): string {
  const route = routeFor(routed, routes);
  if (route !== undefined) return route.channel;
  const { cluster, repository } = routed;
  const where = repository === undefined ? `cluster ${cluster ?? 'none'}` : `repository ${repository}`;
  const what = `${where}, playbook ${routed.playbook ?? 'none'}, severity ${routed.severity}`;
  throw new ConfigurationError(
    `No Slack channel for ${what}: add a route to "routes" in watchkeeper.yml, for example "- channel: '#ops'" as the last one.`,
  );
}
