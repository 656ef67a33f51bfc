import {
  ClientException,
  type ContinueServiceDeploymentRequest,
  type ContinueServiceDeploymentResponse,
  ServiceDeploymentNotFoundException,
} from '@aws-sdk/client-ecs';
import { rollBack } from '../circuit-breaker.ts';
import { moveTo } from '../deployment.ts';
import { refusal } from '../errors.ts';
import type { DeploymentModel, ServiceModel, World } from '../model.ts';
import { settleHook, waitingHookOf } from '../pause-hook.ts';
import { ownerOf } from './ecs-deployments.ts';

const ROLLED_BACK = 'Lifecycle hook: the deployment was rolled back.';

/** The answer to a pause hook: all of them must continue, and one that does not takes the deployment back. */
export function continueServiceDeployment(
  world: World,
  { serviceDeploymentArn = '', hookId, action = 'CONTINUE' }: ContinueServiceDeploymentRequest,
): ContinueServiceDeploymentResponse {
  const service = ownerOf(world, serviceDeploymentArn);
  if (!service?.history.some((entry) => entry.serviceDeploymentArn === serviceDeploymentArn)) {
    throw new ServiceDeploymentNotFoundException(refusal('Service deployment not found.'));
  }
  const deployment = service.deployments.find(
    ({ entry }) => entry.serviceDeploymentArn === serviceDeploymentArn,
  );
  const hook = waitingHookOf(deployment, hookId);
  if (!deployment || !hook) throw new ClientException(refusal('The hook does not await an action.'));
  settleHook(world, service, deployment, hook, action === 'CONTINUE' ? 'SUCCEEDED' : 'FAILED');
  if (action === 'ROLLBACK') takeBack(world, service, deployment);
  service.wake();
  return { serviceDeploymentArn };
}

function takeBack(world: World, service: ServiceModel, deployment: DeploymentModel): void {
  moveTo(world, deployment, 'FAILED', ROLLED_BACK);
  rollBack(world, service, deployment, { reason: ROLLED_BACK, rollback: true });
}
