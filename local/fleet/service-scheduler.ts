import { completeDeployment } from './deployment.ts';
import { sendServiceAction } from './events.ts';
import type { DeploymentModel, ServiceModel, World } from './model.ts';
import { isPaused } from './pause-hook.ts';
import { type Census, takeCensus } from './service-census.ts';
import { note } from './service-note.ts';
import { startMissing } from './service-starts.ts';
import { stopSurplus } from './service-stops.ts';

/** The scheduler looks at a service this many milliseconds after something changed. */
const LOOK_DELAY = [300, 1500] as const;

/** Have the scheduler look at a service at `latest`, or soon; an earlier look that is planned already stands. */
export function wakeScheduler(world: World, service: ServiceModel, latest?: number): void {
  const soon = () => world.timeline.now() + Math.round(service.random.between(...LOOK_DELAY));
  if (service.tickAt <= (latest ?? world.timeline.now() + LOOK_DELAY[1])) return;
  service.cancelTick();
  service.tickAt = latest ?? soon();
  service.cancelTick = world.timeline.at(service.tickAt, () => {
    service.tickAt = Number.POSITIVE_INFINITY;
    look(world, service);
  });
}

/** One look: start what is missing, stop what is too much, and see whether the service has come to rest. */
function look(world: World, service: ServiceModel): void {
  const primary = service.deployments[0];
  if (primary === undefined || isPaused(primary)) return;
  startMissing(world, service, primary, takeCensus(world, service));
  stopSurplus(world, service, primary, takeCensus(world, service));
  dropEmptyDeployments(service);
  const census = takeCensus(world, service);
  settle(world, service, primary, census);
  if (census.nextTurn !== undefined) service.wake(census.nextTurn);
}

/** Old deployments leave the list with their last task. */
function dropEmptyDeployments(service: ServiceModel): void {
  const used = new Set([...service.tasks].map(({ deployment }) => deployment));
  const kept = service.deployments.filter((deployment, index) => index === 0 || used.has(deployment));
  service.deployments.splice(0, service.deployments.length, ...kept);
}

function settle(world: World, service: ServiceModel, primary: DeploymentModel, census: Census): void {
  const desired = service.record.desiredCount ?? 0;
  const atRest =
    census.old.length === 0 && census.current.length === desired && census.currentSettled === desired;
  if (!atRest || primary.rolloutState === 'FAILED') {
    service.steady = false;
    return;
  }
  if (primary.rolloutState === 'IN_PROGRESS') completeDeployment(world, service, primary);
  if (service.steady) return;
  service.steady = true;
  primary.failedTasks = 0;
  note(world, service, 'has reached a steady state.');
  sendServiceAction(world, service, 'INFO', 'SERVICE_STEADY_STATE');
}
