import type { Verdict } from '../domain/decision.ts';
import type { FleetView } from '../domain/view.ts';
import { fleetKey } from './claim.ts';
import type { Round } from './gather.ts';
import { type Run, retry } from './run.ts';

/** One message for the whole cluster and hour, whichever incident comes first; the others stay silent. */
export async function tellFleet(run: Run, { guard }: Round, verdict: Verdict): Promise<void> {
  const { ref, durable, deps } = run;
  const tell = async () => {
    const first = await deps.ledger.spend(fleetKey(ref.target), ref.id, deps.clock(), 1);
    if (!first) return 'told already';
    const record = await deps.ledger.read(fleetKey(ref.target));
    const services = [...new Set(record?.marks.map((mark) => mark.id))];
    await deps.notifier.showFleet(fleetView(run, guard, services, verdict), undefined);
    return 'told';
  };
  await durable.step('tell-fleet', tell, { retryStrategy: retry(40, 15, 3600) });
}

function fleetView(
  { ref, deps }: Run,
  guard: Round['guard'],
  services: string[],
  verdict: Verdict,
): FleetView {
  const { account, region, partition, cluster } = ref.target;
  const { failingServices, activeServices } = guard;
  return {
    account,
    region,
    partition,
    cluster,
    at: new Date(deps.clock()).toISOString(),
    since: ref.openedAt,
    failingServices,
    activeServices,
    services,
    verdict,
    incidents: failingServices,
    recovered: false,
  };
}
