import { type FleetTarget, isFleetTarget } from '../domain/target.ts';
import { A_DAY_OF_TRIES, lease, type Run, retry } from './run.ts';

/** A failing service waits so long for its neighbours: a storm is told by the fleet, not by its first service. */
const SETTLE_SECONDS = 20;

/** Take the incident, once; and put a failing service on the cluster's list before its fleet is judged. */
export async function claim(run: Run): Promise<'claimed' | 'taken'> {
  const { ref, owner, durable, deps } = run;
  const claimed = await durable.step(
    'claim',
    async () => {
      const result = await deps.ledger.claim(ref, owner, lease(deps.clock()));
      if (result === 'claimed' && ref.target.kind === 'service') await joinFleet(run, ref.target);
      deps.log.info(`incident ${result}`, { incidentId: ref.id, incident: ref.key, playbook: ref.playbook });
      return result;
    },
    { retryStrategy: retry(A_DAY_OF_TRIES, 2, 3600) },
  );
  if (claimed === 'claimed' && isFleetTarget(ref.target))
    await durable.wait('settle', { seconds: SETTLE_SECONDS });
  return claimed;
}

/** What is too old to count leaves the list; a list that was full takes the service then. */
async function joinFleet({ ref, deps }: Run, target: FleetTarget): Promise<void> {
  const key = fleetKey(target);
  const { name } = target;
  const mine = { at: ref.openedAt, id: `${name} ${ref.openedAt}`, group: name };
  const { marks } = await deps.ledger.mark(key, [mine]);
  const oldest = new Date(deps.clock() - deps.config.fleet.windowMinutes * 60_000).toISOString();
  const old = marks.filter((mark) => mark.at < oldest);
  await deps.ledger.prune(key, old);
  if (!marks.some(({ id }) => id === mine.id)) await deps.ledger.mark(key, [mine]);
}

/** The list of a cluster's services that fail at the moment: one mark per incident, its group is the service. */
export function fleetKey({ account, region, cluster }: FleetTarget): string {
  return `fleet/${account}/${region}/${cluster}`;
}
