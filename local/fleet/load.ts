import { type QueueStep, queueAfter, utilization } from '../load/service.ts';
import type { Load } from '../load/shapes.ts';
import { publish } from './cloudwatch/metrics.ts';
import { activeServiceOf, clusterOf } from './lookup.ts';
import type { ServiceModel, World } from './model.ts';
import { isHealthy } from './service-census.ts';

/** How often a service is measured, in seconds: every minute has four samples. */
const SAMPLE_SECONDS = 15;

/** Percent of memory that a task takes idle, and what full work adds. */
const MEMORY = { idle: 30, busy: 40 };

/** A service and what it has to do: CloudWatch then has the metrics that ECS, the load balancer and SQS would publish. */
export interface ServiceLoad {
  readonly cluster: string;
  readonly service: string;
  readonly load: Load;
  /** Requests a second at a load of 1: counted at the service's target group. */
  readonly requestsPerSecond?: number;
  /** It works off a queue; messages a second at a load of 1. */
  readonly queue?: { readonly name: string; readonly perSecond: number };
}

/** Put a load on a service, which must be there already. Gives a way to end it. */
export function putLoad(world: World, wanted: ServiceLoad): () => void {
  const service = activeServiceOf(clusterOf(world, wanted.cluster), wanted.service);
  let waiting = 0;
  return world.timeline.every(SAMPLE_SECONDS * 1_000, () => {
    const load = wanted.load(world.timeline.now());
    const running = healthyTasks(world, service);
    measureTasks(world, service, utilization(load, running));
    if (running > 0) countRequests(world, service, ((wanted.requestsPerSecond ?? 0) * load) / running);
    if (wanted.queue === undefined) return;
    const { name, perSecond } = wanted.queue;
    const queue = queueAfter({ waiting, perSecond, load, running, seconds: SAMPLE_SECONDS });
    waiting = queue.waiting;
    measureQueue(world, name, queue, queue.deleted / (perSecond * SAMPLE_SECONDS));
  });
}

function healthyTasks(world: World, { tasks }: ServiceModel): number {
  const now = world.timeline.now();
  return [...tasks].filter((model) => !model.ending && isHealthy(model, now)).length;
}

/** Without tasks there is nothing that could be measured. */
function measureTasks(world: World, service: ServiceModel, busy: number | undefined): void {
  if (busy === undefined) return;
  const dimensions = { ClusterName: service.cluster.name, ServiceName: service.name };
  sample(world, 'AWS/ECS', 'CPUUtilization', dimensions, busy * 100);
  sample(world, 'AWS/ECS', 'MemoryUtilization', dimensions, MEMORY.idle + busy * MEMORY.busy);
}

function countRequests(world: World, { record }: ServiceModel, perSecond: number): void {
  const arn = record.loadBalancers?.[0]?.targetGroupArn;
  if (arn === undefined || perSecond === 0) return;
  const TargetGroup = arn.slice(arn.indexOf('targetgroup/'));
  const counted = perSecond * SAMPLE_SECONDS;
  sample(world, 'AWS/ApplicationELB', 'RequestCountPerTarget', { TargetGroup }, counted);
}

/** A task that is at work has one message in flight. */
function measureQueue(world: World, QueueName: string, queue: QueueStep, atWork: number): void {
  const values = {
    ApproximateNumberOfMessagesVisible: Math.round(queue.waiting),
    ApproximateNumberOfMessagesNotVisible: Math.ceil(atWork),
    NumberOfMessagesSent: queue.sent,
    NumberOfMessagesDeleted: queue.deleted,
  };
  for (const [name, value] of Object.entries(values)) sample(world, 'AWS/SQS', name, { QueueName }, value);
}

function sample(
  world: World,
  namespace: string,
  name: string,
  dimensions: Readonly<Record<string, string>>,
  value: number,
): void {
  // A sample belongs to the seconds before it, and so to the minute that ends with it.
  publish(world, { namespace, name, dimensions }, world.timeline.now() - 1, [value]);
}
