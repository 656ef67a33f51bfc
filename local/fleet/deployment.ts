import type { ServiceDeployment } from '@aws-sdk/client-ecs';
import { sendDeploymentEvent } from './events.ts';
import type { DefinitionModel, DeploymentModel, ServiceModel, World } from './model.ts';
import { pauseAtHook } from './pause-hook.ts';
import { note } from './service-note.ts';
import { recordRevision } from './service-revision.ts';

/** What a new deployment brings, and why there is one. */
export interface DeploymentRequest {
  readonly definition: DefinitionModel;
  /** The failed deployment that this one undoes; it shares its entry in the history. */
  readonly rollbackOf?: DeploymentModel;
  /** The deployment that a rollback goes back to. */
  readonly rollbackTo?: DeploymentModel | undefined;
  /** Why it is rolled back. */
  readonly reason?: string;
}

/** Make a deployment the PRIMARY one: whatever was on its way is given up, and the scheduler starts afresh. */
export function beginDeployment(
  world: World,
  service: ServiceModel,
  request: DeploymentRequest,
): DeploymentModel {
  if (request.rollbackOf === undefined) supersede(world, service.deployments[0]);
  const deployment = newDeployment(world, service, request);
  service.deployments.unshift(deployment);
  service.record.taskDefinition = deployment.taskDefinitionArn;
  service.startFailures = 0;
  service.retryAt = 0;
  service.steady = false;
  sendDeploymentEvent(
    world,
    service,
    'INFO',
    'SERVICE_DEPLOYMENT_IN_PROGRESS',
    deployment.id,
    deployment.rolloutStateReason,
  );
  if (!deployment.isRollback) pauseAtHook(world, service, deployment);
  service.wake();
  return deployment;
}

/** The PRIMARY deployment has reached its end: the history remembers it as a place to go back to. */
export function completeDeployment(world: World, service: ServiceModel, deployment: DeploymentModel): void {
  const reason = `ECS deployment ${deployment.id} completed.`;
  moveTo(world, deployment, 'COMPLETED', reason);
  finishEntry(world, deployment.entry, deployment.isRollback ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL');
  sendDeploymentEvent(world, service, 'INFO', 'SERVICE_DEPLOYMENT_COMPLETED', deployment.id, reason);
  note(world, service, `(deployment ${deployment.id}) deployment completed.`);
}

/** Where a deployment stands, for DescribeServices. */
export function moveTo(
  world: World,
  deployment: DeploymentModel,
  state: DeploymentModel['rolloutState'],
  reason: string,
): void {
  deployment.rolloutState = state;
  deployment.rolloutStateReason = reason;
  deployment.updatedAt = world.timeline.now();
}

/** An end in the history. */
export function finishEntry(
  world: World,
  entry: ServiceDeployment,
  status: ServiceDeployment['status'],
): void {
  const now = new Date(world.timeline.now());
  entry.status = status;
  entry.updatedAt = now;
  if (status === 'STOPPED') entry.stoppedAt = now;
  entry.finishedAt = now;
}

function supersede(world: World, previous: DeploymentModel | undefined): void {
  if (previous?.rolloutState !== 'IN_PROGRESS') return;
  finishEntry(world, previous.entry, previous.isRollback ? 'ROLLBACK_FAILED' : 'STOPPED');
  previous.entry.statusReason = 'Service deployment was replaced by a newer one.';
}

function newDeployment(world: World, service: ServiceModel, request: DeploymentRequest): DeploymentModel {
  const now = world.timeline.now();
  const id = `ecs-svc/${service.random.digits(19)}`;
  const { rollbackOf, rollbackTo } = request;
  const revisionArn = rollbackTo?.revisionArn ?? recordRevision(world, service, request.definition);
  return {
    id,
    taskDefinitionArn: request.definition.record.taskDefinitionArn ?? '',
    placement: rollbackTo?.placement ?? service.placement,
    createdAt: now,
    entry: rollbackOf?.entry ?? newEntry(world, service, revisionArn),
    revisionArn,
    images: service.revisions.get(revisionArn)?.containerImages ?? [],
    isRollback: rollbackOf !== undefined,
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: rollbackTo
      ? `${request.reason?.split(':')[0]}: rolling back to deploymentId ${rollbackTo.id}.`
      : `ECS deployment ${id} in progress.`,
    failedTasks: 0,
    updatedAt: now,
  };
}

function newEntry(world: World, service: ServiceModel, revisionArn: string): ServiceDeployment {
  const now = new Date(world.timeline.now());
  const id = service.random.hex(22);
  const source = service.deployments[0]?.revisionArn;
  const entry: ServiceDeployment = {
    serviceDeploymentArn: world.arns.serviceDeployment(service.cluster.name, service.name, id),
    serviceArn: service.arn,
    clusterArn: service.cluster.arn,
    createdAt: now,
    startedAt: now,
    updatedAt: now,
    sourceServiceRevisions: source === undefined ? [] : [{ arn: source }],
    targetServiceRevision: { arn: revisionArn },
    status: 'IN_PROGRESS',
    deploymentConfiguration: service.record.deploymentConfiguration,
  };
  service.history.push(entry);
  return entry;
}
