import type { ECSClient } from '@aws-sdk/client-ecs';
import type { ActionResult } from '../domain/decision.ts';
import type { DeployRevision, DeployRevisionInverse } from '../domain/fleet-action.ts';
import { changeService } from './change-service.ts';

/** Points a service at a task definition, if it still uses the one that was seen. */
export async function deployRevision(
  ecs: ECSClient,
  action: DeployRevision | DeployRevisionInverse,
): Promise<ActionResult> {
  const { target, clusterArn, service, from, to } = action;
  return changeService(ecs, {
    target,
    clusterArn,
    service,
    from,
    to,
    what: 'task definition',
    current: (now) => now.taskDefinitionArn,
    objection: ({ deploymentController: controller }) =>
      controller === 'ECS' ? undefined : `its revisions are deployed by ${controller}, not by ECS`,
    update: { taskDefinition: to },
  });
}
