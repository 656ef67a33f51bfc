import { findCluster, findService } from '../lookup.ts';
import type { ServiceModel, World } from '../model.ts';

/** The service behind `service/<cluster>/<service>`. */
export function serviceOf(world: World, resourceId: string): ServiceModel | undefined {
  const [kind, cluster, name] = resourceId.split('/');
  const found = kind === 'service' ? findCluster(world, cluster) : undefined;
  return found && findService(found, name);
}
