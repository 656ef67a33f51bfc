import type { Outcome, Verdict } from '../domain/decision.ts';
import { fleetTargetOf } from '../domain/incident.ts';
import type { FleetView, SlackThread } from '../domain/view.ts';
import { fleetVerdict } from '../guardrails/fleet-wide-failure.ts';
import { fleetKey } from './claim.ts';
import { closeIncident } from './close.ts';
import type { Round } from './gather.ts';
import { A_DAY_OF_TRIES, type Next, type Run, retry, sentence } from './run.ts';
import type { Story } from './story.ts';

/** So many of the failing services are looked at for the recovery. */
const SERVICES_LOOKED_AT = 20;
const LOOK_SECONDS = 300;
/** A crash-looping service may run for a moment: it is well when it ran at so many looks in a row. */
const LOOKS_IN_A_ROW = 3;
/** Half a day; after that nobody waits for the message to turn green. */
const MOST_LOOKS = 144;

/** Whether so much of the cluster fails that none of its services is judged by itself, whatever could be done. */
export function fleetWide({ ref }: Run, { guard }: Round): Verdict | undefined {
  if (ref.target.kind !== 'service' || guard.activeServices < 1) return undefined;
  const verdict = fleetVerdict(guard);
  return verdict.type === 'deny' ? verdict : undefined;
}

/** The fleet fails, not this service: the cluster's one message says it for all that people have not seen yet. */
export async function handsOff(run: Run, story: Story, round: Round, verdict: Verdict): Promise<Next> {
  const outcome: Outcome = { ...verdict, type: 'refused' };
  const told = story.isShown() ? 'tell' : 'silent';
  await closeIncident(run, story, round, outcome, { verdict }, told);
  await tellFleet(run, round, verdict);
  return { type: 'end', outcome };
}

/**
 * One message for the whole cluster and hour, from whichever incident comes first; the others stay silent. It
 * turns green when the services that failed are well again.
 */
async function tellFleet(run: Run, round: Round, verdict: Verdict): Promise<void> {
  const told = await run.durable.step('tell-fleet', () => tellOnce(run, round, verdict), {
    retryStrategy: retry(A_DAY_OF_TRIES, 15, 3600),
  });
  if (told === null) return;
  const recovered = await watchRecovery(run, told.view.services.slice(0, SERVICES_LOOKED_AT));
  if (!recovered) return;
  const green = async () => {
    const at = new Date(run.deps.clock()).toISOString();
    await run.deps.notifier.showFleet({ ...told.view, at, recovered: true }, told.thread);
  };
  await run.durable.step('tell-recovery', green, { retryStrategy: retry(A_DAY_OF_TRIES, 15, 3600) });
}

interface Told {
  readonly view: FleetView;
  readonly thread: SlackThread;
}

async function tellOnce({ ref, deps }: Run, { guard }: Round, verdict: Verdict): Promise<Told | null> {
  const target = fleetTargetOf(ref);
  const key = fleetKey(target);
  const first = await deps.ledger.spend(key, ref.id, deps.clock(), 1);
  if (!first) return null;
  const record = await deps.ledger.read(key);
  const since = new Date(guard.now - deps.config.fleet.windowMinutes * 60_000).toISOString();
  const failing = record?.marks.filter((mark) => mark.at >= since).map((mark) => mark.group);
  const { account, region, partition, cluster } = target;
  const { failingServices, activeServices } = guard;
  const view = {
    ...{ account, region, partition, cluster, failingServices, activeServices, verdict },
    at: new Date(deps.clock()).toISOString(),
    since: ref.openedAt,
    services: [...new Set(failing)],
    incidents: failingServices,
    recovered: false,
  };
  return { view, thread: await deps.notifier.showFleet(view, undefined) };
}

interface Looks {
  readonly all: number;
  readonly wellInARow: number;
}

async function watchRecovery(run: Run, services: readonly string[]): Promise<boolean> {
  const look = async ({ all, wellInARow }: Looks): Promise<Looks> => ({
    all: all + 1,
    wellInARow: (await areWell(run, services)) ? wellInARow + 1 : 0,
  });
  const { wellInARow } = await run.durable.waitForCondition('fleet-recovery', look, {
    initialState: { all: 0, wellInARow: 0 },
    waitStrategy: (looks) =>
      looks.wellInARow >= LOOKS_IN_A_ROW || looks.all >= MOST_LOOKS
        ? { shouldContinue: false }
        : { shouldContinue: true, delay: { seconds: LOOK_SECONDS } },
  });
  return wellInARow >= LOOKS_IN_A_ROW;
}

/** Every service runs all its tasks, or is gone. A look that fails finds nobody well. */
async function areWell({ ref, deps }: Run, services: readonly string[]): Promise<boolean> {
  const { clusterArn } = fleetTargetOf(ref);
  try {
    for (const name of services) {
      const service = await deps.reads.service(clusterArn, name);
      if (service?.status === 'ACTIVE' && service.runningCount < service.desiredCount) return false;
    }
    return true;
  } catch (error) {
    deps.log.warn('could not look at the fleet', { incidentId: ref.id, reason: sentence(error) });
    return false;
  }
}
