import type { Config, Route } from '../domain/config.ts';
import { ConfigurationError } from '../domain/errors.ts';
import type { Severity } from '../domain/incident.ts';
import { matchesName } from '../domain/pattern.ts';

/** What a route is chosen by. A fleet's message belongs to no playbook. */
export interface Routed {
  readonly cluster: string;
  readonly severity: Severity;
  readonly playbook?: string;
}

/** The channel of the first route that matches. */
export function channelFor(routed: Routed, { routes }: Pick<Config, 'routes'>): string {
  const route = routes.find((one) => matches(one, routed));
  if (route !== undefined) return route.channel;
  const what = `cluster ${routed.cluster}, playbook ${routed.playbook ?? 'none'}, severity ${routed.severity}`;
  throw new ConfigurationError(
    `No Slack channel for ${what}: add a route to "routes" in watchkeeper.yml, for example "- channel: '#ops'" as the last one.`,
  );
}

function matches(route: Route, { cluster, playbook, severity }: Routed): boolean {
  return (
    (route.cluster === undefined || matchesName(route.cluster, cluster)) &&
    (route.playbook === undefined || route.playbook === playbook) &&
    (route.severity === undefined || route.severity === severity)
  );
}
