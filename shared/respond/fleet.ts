import type { Verdict } from '../domain/decision.ts';
import type { FleetView } from '../domain/view.ts';
import { fleetVerdict } from '../guardrails/fleet-wide-failure.ts';
import { fleetKey } from './claim.ts';
import type { Round } from './gather.ts';
import { type Run, retry } from './run.ts';

/** Whether so much of the cluster fails that none of its services is judged by itself, whatever could be done. */
export function fleetWide({ ref }: Run, { guard }: Round): Verdict | undefined {
  if (ref.target.kind !== 'service' || guard.activeServices < 1) return undefined;
  const verdict = fleetVerdict(guard);
  return verdict.type === 'deny' ? verdict : undefined;
}

/** One message for the whole cluster and hour, whichever incident comes first; the others stay silent. */
export async function tellFleet(run: Run, { guard }: Round, verdict: Verdict): Promise<void> {
  const { ref, durable, deps } = run;
  const tell = async () => {
    const first = await deps.ledger.spend(fleetKey(ref.target), ref.id, deps.clock(), 1);
    if (!first) return 'told already';
    const record = await deps.ledger.read(fleetKey(ref.target));
    const since = new Date(guard.now - deps.config.fleet.windowMinutes * 60_000).toISOString();
    const failing = record?.marks.filter((mark) => mark.at >= since).map((mark) => mark.id);
    await deps.notifier.showFleet(fleetView(run, guard, [...new Set(failing)], verdict), undefined);
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
