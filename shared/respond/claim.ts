import type { Target } from '../domain/incident.ts';
import { type Run, retry } from './run.ts';

/** A failing service waits so long for its neighbours: a storm is told by the fleet, not by its first service. */
const SETTLE_SECONDS = 20;

/** Take the incident, once; and put a failing service on the cluster's list before its fleet is judged. */
export async function claim({ ref, durable, deps }: Run): Promise<'claimed' | 'taken'> {
  const claimed = await durable.step(
    'claim',
    async () => {
      const result = await deps.ledger.claim(ref, ref.id);
      if (result === 'claimed' && ref.target.kind === 'service') {
        await deps.ledger.mark(fleetKey(ref.target), [{ at: ref.openedAt, id: ref.target.name, group: '' }]);
      }
      deps.log.info(`incident ${result}`, { incidentId: ref.id, incident: ref.key, playbook: ref.playbook });
      return result;
    },
    { retryStrategy: retry(6, 2) },
  );
  if (claimed === 'claimed') await durable.wait('settle', { seconds: SETTLE_SECONDS });
  return claimed;
}

/** The list of a cluster's services that fail at the moment. */
export function fleetKey({ account, region, cluster }: Target): string {
  return `fleet/${account}/${region}/${cluster}`;
}
