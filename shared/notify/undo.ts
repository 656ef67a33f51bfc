import {
  isHoursAction,
  isImagesAction,
  isScalingAction,
  isScanAction,
  isSettingsAction,
} from '../domain/action.ts';
import { clusterName } from '../domain/arn.ts';
import type { Attempt } from '../domain/decision.ts';
import type { FleetAction } from '../domain/fleet-action.ts';
import type { ImagesAction } from '../domain/images-action.ts';
import type { ScanAction } from '../domain/scan-action.ts';
import { shortName } from './format.ts';
import { undoScaling } from './scaling-undo.ts';
import { undoSettings } from './settings-undo.ts';

/** The command that takes an action back, for whoever has the right to run it; empty when nothing was done. */
export function undoCommand({ action, result }: Attempt): string {
  if (result.type !== 'done') return '';
  if (isImagesAction(action)) return undoImages(action);
  if (isScanAction(action)) return undoScan(action);
  if (isSettingsAction(action)) return undoSettings(action);
  if (isScalingAction(action)) return undoScaling(action);
  // The next tick would do it again: who wants a schedule to be up says until when.
  if (isHoursAction(action)) return '';
  // Whoever wants it after all deploys again.
  if (action.kind === 'ecs.continue-deployment') return '';
  const cluster = `--cluster ${clusterName(action.clusterArn)}`;
  if (action.kind === 'ecs.run-task') {
    return result.after ? `aws ecs stop-task ${cluster} --task ${shortName(result.after)}` : '';
  }
  return `aws ecs update-service ${cluster} --service ${action.service} ${change(action.inverse)}`;
}

/** Hundreds of digests fit into no command, so ours finds them by when they were archived. */
function undoImages(action: ImagesAction): string {
  if (action.kind !== 'ecr.archive-images') return '';
  const [only, ...others] = action.chosen;
  const repository = only && others.length === 0 ? ` --repository ${only.repository}` : '';
  return `npx watchkeeper restore --archived-after ${action.chosenAt}${repository}`;
}

function undoScan(action: ScanAction): string {
  if (action.kind !== 'ecr.tag-image') return '';
  const { repository, tag } = action.inverse;
  return `aws ecr batch-delete-image --repository-name ${repository} --image-ids imageTag=${tag}`;
}

type Inverse = Extract<FleetAction, { inverse: unknown }>['inverse'];

function change(inverse: Inverse): string {
  if (inverse.kind === 'ecs.set-desired-count') return `--desired-count ${inverse.to}`;
  return `--task-definition ${shortName(inverse.to)}`;
}
