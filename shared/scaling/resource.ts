import type { FleetTarget, ScalingTarget } from '../domain/target.ts';

/** What can be scaled, as rules and tags name it. */
export type Resource =
  | { readonly kind: 'service'; readonly cluster: string; readonly name: string }
  | { readonly kind: 'auto-scaling-group' | 'capacity-provider'; readonly name: string };

const SERVICE = /^service\/([\w-]{1,255})\/([\w-]{1,255})$/;
const OTHER = /^(auto-scaling-group|capacity-provider)\/([^*/]{1,255})$/;

/** `service/<cluster>/<name>`, `auto-scaling-group/<name>` or `capacity-provider/<name>`; undefined for anything else. */
export function parseResource(text: string): Resource | undefined {
  const [, cluster, service] = SERVICE.exec(text) ?? [];
  if (cluster !== undefined && service !== undefined) return { kind: 'service', cluster, name: service };
  const [, kind, name = ''] = OTHER.exec(text) ?? [];
  return kind === 'auto-scaling-group' || kind === 'capacity-provider' ? { kind, name } : undefined;
}

/** As rules name it; for a service that is its id with Application Auto Scaling, too. */
export function resourceText(resource: Resource): string {
  const { kind, name } = resource;
  return kind === 'service' ? `service/${resource.cluster}/${name}` : `${kind}/${name}`;
}

interface Home {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** What an incident about it is about. */
export function targetOf(
  resource: Resource,
  { account, region, partition }: Home,
): FleetTarget | ScalingTarget {
  const base = { account, region, partition, name: resource.name };
  if (resource.kind !== 'service') return { ...base, kind: resource.kind };
  const { cluster } = resource;
  const clusterArn = `arn:${partition}:ecs:${region}:${account}:cluster/${cluster}`;
  return { ...base, kind: 'service', cluster, clusterArn };
}
