import { readScalableTarget } from '../../aws/reads/application-scaling.ts';
import { readAutoScalingGroup } from '../../aws/reads/auto-scaling-groups.ts';
import { readService } from '../../aws/reads/service.ts';
import type { ResponseClients } from '../../aws/response-clients.ts';
import { serviceResourceId } from '../../domain/arn.ts';
import type { ActionResult } from '../../domain/decision.ts';
import type { Capacity, Sleeper } from '../../domain/hours.ts';
import type { GroupSize, ScalableRange } from '../../domain/scaling-action.ts';
import { setDesiredCount } from '../set-desired-count.ts';
import { setGroupSize } from '../set-group-size.ts';
import { setScalableRange } from '../set-scalable-range.ts';
import type { Plant } from './keep-hours.ts';

export type PlantClients = Pick<ResponseClients, 'ecs' | 'applicationAutoScaling' | 'autoScaling'>;
type Service = Extract<Sleeper, { kind: 'service' }>;

/** Every write is one of the executors' own, which compares right before it. */
export function createPlant(clients: PlantClients): Plant {
  return {
    look: (sleeper) => (sleeper.kind === 'service' ? lookAt(clients, sleeper) : group(clients, sleeper)),
    async set(sleeper, part, from, to) {
      if (sleeper.kind !== 'service') return resize(clients, sleeper, from, to);
      return part === 'bounds' ? rebound(clients, sleeper, from, to) : rescale(clients, sleeper, from, to);
    },
  };
}

/** A service that is being deleted is none any more. */
async function lookAt(clients: PlantClients, sleeper: Service): Promise<Capacity | undefined> {
  const service = await readService(await clients.ecs(), sleeper.clusterArn, sleeper.name);
  if (service?.status !== 'ACTIVE') return undefined;
  const scalable = await readScalableTarget(
    await clients.applicationAutoScaling(),
    serviceResourceId(sleeper),
  );
  const desired = service.desiredCount;
  if (!scalable) return { desired };
  const { min, max, suspended } = scalable;
  return { desired, bounds: { min, max }, suspended };
}

/** One that was made anew under the name is another group. */
async function group(clients: PlantClients, { name, target }: Sleeper): Promise<Capacity | undefined> {
  const found = await readAutoScalingGroup(await clients.autoScaling(), name);
  if (found?.arn !== target) return undefined;
  const { desired, min, max } = found;
  return { desired, bounds: { min, max } };
}

async function rescale(
  clients: PlantClients,
  { target, clusterArn, name: service }: Service,
  from: Capacity,
  to: Capacity,
): Promise<ActionResult> {
  const base = { kind: 'ecs.set-desired-count', target, clusterArn, service, revision: '' } as const;
  return setDesiredCount(await clients.ecs(), {
    ...base,
    risk: 'medium',
    from: from.desired,
    to: to.desired,
  });
}

async function rebound(
  clients: PlantClients,
  sleeper: Service,
  before: Capacity,
  after: Capacity,
): Promise<ActionResult> {
  const [from, to] = [rangeOf(before), rangeOf(after)];
  if (!from || !to) return { type: 'refused', reason: `${sleeper.name} has no scalable target` };
  const base = { kind: 'scaling.set-range', target: sleeper.target, risk: 'medium' } as const;
  const move = { ...base, resourceId: serviceResourceId(sleeper) };
  return setScalableRange(await clients.applicationAutoScaling(), {
    ...move,
    from,
    to,
    inverse: { ...move, from: to, to: from },
  });
}

async function resize(
  clients: PlantClients,
  { target, name }: Sleeper,
  before: Capacity,
  after: Capacity,
): Promise<ActionResult> {
  const [from, to] = [sizeOf(before), sizeOf(after)];
  if (!from || !to) return { type: 'refused', reason: `${name} has no bounds` };
  const base = { kind: 'scaling.set-group-size', target, name, risk: 'medium' } as const;
  return setGroupSize(await clients.autoScaling(), {
    ...base,
    from,
    to,
    inverse: { ...base, from: to, to: from },
  });
}

function rangeOf({ bounds, suspended }: Capacity): ScalableRange | undefined {
  return bounds && suspended && { ...bounds, suspended };
}

function sizeOf({ bounds, desired }: Capacity): GroupSize | undefined {
  return bounds && { ...bounds, desired };
}
