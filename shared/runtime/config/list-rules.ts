import type { ClusterMode, Route } from '../../domain/config.ts';
import { matchesName } from '../../domain/pattern.ts';

/** What is wrong with one entry of a list, because of the others. */
export interface EntryFlaw {
  readonly index: number;
  readonly message: string;
}

/** The first match counts, so what an earlier pattern covers would silently have no effect. */
export function shadowedClusters(clusters: readonly ClusterMode[]): readonly EntryFlaw[] {
  return clusters.flatMap(({ cluster }, index) => {
    const earlier = clusters.slice(0, index).find((entry) => matchesName(entry.cluster, cluster));
    return earlier ? [{ index, message: `has no effect: "${earlier.cluster}" above it matches first` }] : [];
  });
}

/** Every incident must reach somebody, so the last route, and only that, takes everything. */
export function routeFlaws(routes: readonly Route[]): readonly EntryFlaw[] {
  const last = routes.length - 1;
  return routes.flatMap((route, index) => {
    if (index < last && takesAll(route)) {
      return [{ index, message: 'takes every incident, so the routes below it have no effect' }];
    }
    if (index < last || takesAll(route)) return [];
    return [{ index, message: 'the last route must have a channel only, so that somebody is always told' }];
  });
}

/** A cluster or a repository of any name is a condition still: not every incident has one. */
function takesAll({ cluster, repository, playbook, severity }: Route): boolean {
  return [cluster, repository, playbook, severity].every((condition) => condition === undefined);
}
