import type { ECRClient } from '@aws-sdk/client-ecr';
import type { ResponseClients } from '../aws/response-clients.ts';
import type { Execute, Log } from '../deps.ts';
import {
  type Action,
  isHoursAction,
  isImagesAction,
  isScalingAction,
  isScanAction,
  isSettingsAction,
} from '../domain/action.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { CapacityStore } from '../domain/hours.ts';
import type { HoursAction } from '../domain/hours-action.ts';
import type { ImagesAction } from '../domain/images-action.ts';
import type { ScalingAction, SetGroupBounds } from '../domain/scaling-action.ts';
import type { ScanAction } from '../domain/scan-action.ts';
import type { SettingsAction } from '../domain/settings-action.ts';

type ActionClients = Pick<
  ResponseClients,
  'ecs' | 'ecr' | 'ecrPublic' | 'eventBridge' | 'applicationAutoScaling' | 'autoScaling' | 'cloudWatch'
>;

/**
 * Carries out actions on the real fleet. What AWS refuses is a value with its reason. Only when it cannot be
 * learnt whether AWS did it, it throws: the same action may then be repeated, and has its effect once.
 */
export function createExecute(
  clients: ActionClients,
  log: Pick<Log, 'info' | 'warn'>,
  store?: CapacityStore,
): Execute {
  return async (action) => {
    const result = isHoursAction(action)
      ? await keepHours(clients, action, store)
      : await carryOut(clients, action);
    const fields = { kind: action.kind, target: action.target, reason: result.reason };
    if (result.type === 'done') log.info('Action done', fields);
    else log.warn(`Action ${result.type}`, fields);
    return result;
  };
}

/** Without a place to write down what is taken away, nothing is. */
async function keepHours(
  clients: ActionClients,
  action: HoursAction,
  store: CapacityStore | undefined,
): Promise<ActionResult> {
  if (!store) return { type: 'refused', reason: 'there is no ledger to save in what they have' };
  const { createPlant } = await import('./hours/plant.ts');
  return (await import('./hours/keep-hours.ts')).keepHours(action, { plant: createPlant(clients), store });
}

async function carryOut(clients: ActionClients, action: Exclude<Action, HoursAction>): Promise<ActionResult> {
  if (isImagesAction(action)) return changeImages(clients, action);
  if (isScanAction(action)) return answerScan(clients, action);
  if (isSettingsAction(action)) return setSettings(await clients.ecr(), action);
  if (isScalingAction(action)) return scale(clients, action);
  const ecs = await clients.ecs();
  switch (action.kind) {
    case 'ecs.run-task':
      return (await import('./run-task.ts')).runTask(ecs, action);
    case 'ecs.deploy-revision':
      return (await import('./deploy-revision.ts')).deployRevision(ecs, action);
    case 'ecs.set-desired-count':
      return (await import('./set-desired-count.ts')).setDesiredCount(ecs, action);
    case 'ecs.continue-deployment':
      return (await import('./continue-deployment.ts')).continueDeployment(ecs, action);
  }
}

async function scale(clients: ActionClients, action: ScalingAction): Promise<ActionResult> {
  switch (action.kind) {
    case 'scaling.set-group-size':
      return (await import('./set-group-size.ts')).setGroupSize(await clients.autoScaling(), action);
    case 'scaling.set-group-bounds':
      return setBounds(clients, action);
    case 'scaling.set-managed-scaling':
      return (await import('./set-managed-scaling.ts')).setManagedScaling(await clients.ecs(), action);
  }
  const scaling = await clients.applicationAutoScaling();
  switch (action.kind) {
    case 'scaling.set-range':
      return (await import('./set-scalable-range.ts')).setScalableRange(scaling, action);
    case 'scaling.put-policy':
      return (await import('./scaling-policy.ts')).putScalingPolicy(scaling, action);
    case 'scaling.delete-policy':
      return (await import('./scaling-policy.ts')).deleteScalingPolicy(scaling, action);
    case 'scaling.set-scheduled-action':
      return (await import('./set-scheduled-action.ts')).setScheduledAction(scaling, action);
    case 'scaling.set-steps': {
      const { setSteps } = await import('./set-steps.ts');
      return setSteps({ scaling, cloudWatch: await clients.cloudWatch() }, action);
    }
  }
}

async function setBounds(clients: ActionClients, action: SetGroupBounds): Promise<ActionResult> {
  const [autoScaling, ecs] = await Promise.all([clients.autoScaling(), clients.ecs()]);
  return (await import('./set-group-bounds.ts')).setGroupBounds(autoScaling, ecs, action);
}

async function answerScan(clients: ActionClients, action: ScanAction): Promise<ActionResult> {
  switch (action.kind) {
    case 'events.put-event':
      return (await import('./put-event.ts')).requestRebuild(await clients.eventBridge(), action);
    case 'events.request-rollback':
      return (await import('./put-event.ts')).requestRollback(await clients.eventBridge(), action);
    case 'ecr.tag-image':
      return (await import('./tag-image.ts')).tagImage(await clients.ecr(), action);
  }
}

async function setSettings(ecr: ECRClient, action: SettingsAction): Promise<ActionResult> {
  switch (action.kind) {
    case 'ecr.set-registry-scanning':
      return (await import('./set-registry-scanning.ts')).setRegistryScanning(ecr, action);
    case 'ecr.set-tag-mutability':
      return (await import('./set-tag-mutability.ts')).setTagMutability(ecr, action);
    case 'ecr.preview-lifecycle-policy':
      return (await import('./lifecycle-policy.ts')).previewLifecyclePolicy(ecr, action);
    case 'ecr.put-lifecycle-policy':
      return (await import('./lifecycle-policy.ts')).putLifecyclePolicy(ecr, action);
  }
}

async function changeImages(clients: ActionClients, action: ImagesAction): Promise<ActionResult> {
  switch (action.kind) {
    case 'ecr.archive-images':
      return (await import('./archive-images.ts')).archiveImages(await clients.ecr(), action);
    case 'ecr.restore-images':
      return (await import('./archive-images.ts')).restoreImages(await clients.ecr(), action);
    case 'ecr.delete-images':
      return (await import('./delete-images.ts')).deleteImages(await clients.ecr(), action);
    case 'ecr-public.delete-images':
      return (await import('./delete-public-images.ts')).deletePublicImages(
        await clients.ecrPublic(),
        action,
      );
  }
}
