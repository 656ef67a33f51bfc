import type { DeploymentLifecycleHook, DeploymentLifecycleHookDetail } from '@aws-sdk/client-ecs';
import { sendHookEvent } from './events.ts';
import type { DeploymentModel, ServiceModel, World } from './model.ts';

/** The one stage at which this fleet pauses: no task of the deployment has been started. */
const STAGE = 'PRE_SCALE_UP';
/** ECS's default: a day. */
const TIMEOUT_MINUTES = 1440;

/** Have the deployment wait at each pause hook that its service is configured with, until it is answered. */
export function pauseAtHook(world: World, service: ServiceModel, deployment: DeploymentModel): void {
  const hooks = (service.record.deploymentConfiguration?.lifecycleHooks ?? []).filter(
    ({ targetType, lifecycleStages }) => targetType === 'PAUSE' && lifecycleStages?.includes(STAGE),
  );
  if (hooks.length === 0) return;
  const waiting = hooks.map((hook) => waitingHook(world, service, hook));
  deployment.entry.lifecycleHookDetails = waiting;
  deployment.entry.lifecycleStage = STAGE;
  for (const hook of waiting) tell(world, service, deployment, hook, 'HOOK_AWAITING_ACTION');
}

/** Whether no task may be started or stopped for it yet. */
export function isPaused({ entry }: DeploymentModel): boolean {
  const waits = entry.lifecycleHookDetails?.some(({ status }) => status === 'AWAITING_ACTION');
  return entry.status === 'IN_PROGRESS' && waits === true;
}

/** The hook, if it waits for its answer. */
export function waitingHookOf(deployment: DeploymentModel | undefined, hookId: string | undefined) {
  if (!deployment || !isPaused(deployment)) return undefined;
  const { lifecycleHookDetails = [] } = deployment.entry;
  return lifecycleHookDetails.find((hook) => hook.hookId === hookId && hook.status === 'AWAITING_ACTION');
}

/** Say what became of a hook, to DescribeServiceDeployments and to whoever listens. */
export function settleHook(
  world: World,
  service: ServiceModel,
  deployment: DeploymentModel,
  hook: DeploymentLifecycleHookDetail,
  status: 'SUCCEEDED' | 'FAILED',
): void {
  hook.status = status;
  tell(world, service, deployment, hook, `HOOK_${status}`);
}

function waitingHook(
  world: World,
  { random }: ServiceModel,
  { timeoutConfiguration }: DeploymentLifecycleHook,
): DeploymentLifecycleHookDetail {
  const minutes = timeoutConfiguration?.timeoutInMinutes ?? TIMEOUT_MINUTES;
  return {
    hookId: `ecs-pause-${random.hex(43)}`,
    targetType: 'PAUSE',
    status: 'AWAITING_ACTION',
    expiresAt: new Date(world.timeline.now() + minutes * 60_000),
    timeoutAction: timeoutConfiguration?.action ?? 'ROLLBACK',
  };
}

function tell(
  world: World,
  service: ServiceModel,
  { entry }: DeploymentModel,
  { hookId, expiresAt }: DeploymentLifecycleHookDetail,
  eventName: string,
): void {
  sendHookEvent(world, service, {
    eventName,
    hookId,
    hookType: 'PAUSE',
    expiresAt,
    lifecycleStage: STAGE,
    serviceDeploymentArn: entry.serviceDeploymentArn,
  });
}
