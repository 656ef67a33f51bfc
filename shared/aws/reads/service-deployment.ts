import {
  type DeploymentLifecycleHookDetail,
  DescribeServiceDeploymentsCommand,
  type ECSClient,
} from '@aws-sdk/client-ecs';
import type { DeploymentHook, ServiceDeployment } from '../../domain/fleet.ts';
import { hasName } from '../failures.ts';
import { need, onlyMissing, type Reading, read } from '../read.ts';
import { iso } from '../shapes.ts';

/** DescribeServiceDeployments of one; `undefined` when it, its service or its cluster does not exist. */
export async function readServiceDeployment(
  ecs: ECSClient,
  arn: string,
): Promise<ServiceDeployment | undefined> {
  const reading = { action: 'ecs:DescribeServiceDeployments', what: `service deployment ${arn}` };
  return read(reading, async () => {
    const found = await describe(ecs, arn);
    onlyMissing(found?.failures, reading);
    const deployment = found?.serviceDeployments?.[0];
    if (!deployment) return undefined;
    return {
      arn: need(deployment.serviceDeploymentArn, 'serviceDeploymentArn', reading),
      status: need(deployment.status, 'status', reading),
      revisionArn: need(deployment.targetServiceRevision?.arn, 'targetServiceRevision.arn', reading),
      hooks: (deployment.lifecycleHookDetails ?? []).map((hook) => hookFrom(hook, reading)),
    };
  });
}

async function describe(ecs: ECSClient, arn: string) {
  try {
    return await ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }));
  } catch (error) {
    if (hasName(error, 'ServiceNotFoundException', 'ClusterNotFoundException')) return undefined;
    throw error;
  }
}

function hookFrom(hook: DeploymentLifecycleHookDetail, reading: Reading): DeploymentHook {
  const { expiresAt, timeoutAction } = hook;
  return {
    id: need(hook.hookId, 'lifecycleHookDetails[].hookId', reading),
    type: need(hook.targetType, 'lifecycleHookDetails[].targetType', reading),
    status: need(hook.status, 'lifecycleHookDetails[].status', reading),
    ...(expiresAt && { expiresAt: iso(expiresAt) }),
    ...(timeoutAction && { timeoutAction }),
  };
}
