import type { ServiceModel, TaskModel, World } from './model.ts';
import type { Random } from './random.ts';

/** EventBridge's envelope around what ECS, ECR, Inspector and CloudWatch say, and what is put on a bus. */
export interface FleetEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601 with whole seconds, as EventBridge writes it. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A task changed: its version rises, sometimes by more than one, as ECS counts changes that it does not send. */
export function sendTaskEvent(world: World, model: TaskModel): void {
  const { task, random } = model;
  task.version = (task.version ?? 0) + (random.chance(0.25) ? 2 : 1);
  // Health and tags are not part of the event: only DescribeTasks has them.
  const { tags: _tags, healthStatus: _health, ...rest } = task;
  // An event says "eni" where DescribeTasks says "ElasticNetworkInterface".
  const attachments = task.attachments?.map((attachment) => ({ ...attachment, type: 'eni' }));
  const detail = plain({ ...rest, attachments, updatedAt: new Date(world.timeline.now()) });
  send(world, random, 'ECS Task State Change', task.taskArn ?? '', detail);
}

/** `ECS Service Action`: what the scheduler did or could not do. */
export function sendServiceAction(
  world: World,
  service: ServiceModel,
  eventType: 'INFO' | 'WARN' | 'ERROR',
  eventName: string,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const createdAt = iso(world.timeline.now());
  const detail = { eventType, eventName, clusterArn: service.cluster.arn, ...more, createdAt };
  send(world, service.random, 'ECS Service Action', service.arn, detail);
}

/** `ECS Deployment State Change`: names neither cluster nor service, except in `resources`. */
export function sendDeploymentEvent(
  world: World,
  service: ServiceModel,
  eventType: 'INFO' | 'ERROR',
  eventName: string,
  deploymentId: string,
  reason: string,
): void {
  const detail = { eventType, eventName, deploymentId, updatedAt: iso(world.timeline.now()), reason };
  send(world, service.random, 'ECS Deployment State Change', service.arn, detail);
}

/** `ECS Hook State Change`: `resources` holds the service deployment. */
export function sendHookEvent(
  world: World,
  service: ServiceModel,
  hook: Readonly<Record<string, unknown>> & { readonly serviceDeploymentArn: string | undefined },
): void {
  const { arn: serviceArn, cluster } = service;
  const updatedAt = iso(world.timeline.now());
  const detail = plain({ eventType: 'INFO', ...hook, clusterArn: cluster.arn, serviceArn, updatedAt });
  send(world, service.random, 'ECS Hook State Change', hook.serviceDeploymentArn ?? '', detail);
}

function send(
  world: World,
  random: Random,
  detailType: FleetEvent['detail-type'],
  resource: string,
  detail: FleetEvent['detail'],
): void {
  putEvent(world, random, { source: 'aws.ecs', 'detail-type': detailType, resources: [resource], detail });
}

/** Put what a service says into its envelope, and hand it over. */
export function putEvent(
  world: World,
  random: Random,
  { source, resources, detail, ...type }: Pick<FleetEvent, 'source' | 'detail-type' | 'resources' | 'detail'>,
): void {
  world.send({
    version: '0',
    id: random.uuid(),
    'detail-type': type['detail-type'],
    source,
    account: world.account,
    time: `${iso(world.timeline.now()).slice(0, 19)}Z`,
    region: world.region,
    resources,
    detail,
  });
}

/** ISO 8601 in UTC, with milliseconds. */
function iso(moment: number): string {
  return new Date(moment).toISOString();
}

/** A copy as JSON has it: dates become ISO 8601, what is undefined is left out. A storm makes many of these. */
function plain(value: object): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  const fields: Readonly<Record<string, unknown>> = { ...value };
  for (const key in fields) {
    if (fields[key] !== undefined) copy[key] = plainValue(fields[key]);
  }
  return copy;
}

function plainValue(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.map(plainValue) : plain(value);
}
