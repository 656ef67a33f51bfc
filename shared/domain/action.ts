import { sha256 } from './digest.ts';
import type { FleetAction } from './fleet-action.ts';
import type { HoursAction } from './hours-action.ts';
import type { ImagesAction } from './images-action.ts';
import type { ScalingAction } from './scaling-action.ts';
import type { ScanAction } from './scan-action.ts';
import type { SettingsAction } from './settings-action.ts';

/** One write to AWS as plain data: storable, showable, comparable. */
export type Action = FleetAction | ImagesAction | ScanAction | SettingsAction | ScalingAction | HoursAction;
export type ActionKind = Action['kind'];

export function isImagesAction(action: Action): action is ImagesAction {
  return 'chosen' in action;
}

export function isScanAction(action: Action): action is ScanAction {
  return action.kind.startsWith('events.') || action.kind === 'ecr.tag-image';
}

export function isSettingsAction(action: Action): action is SettingsAction {
  return 'changes' in action;
}

export function isScalingAction(action: Action): action is ScalingAction {
  return action.kind.startsWith('scaling.');
}

export function isHoursAction(action: Action): action is HoursAction {
  return 'sleepers' in action;
}

/** Twelve hex digits that are equal exactly when the plans are: what an approval is bound to. */
export function planHash(actions: readonly Action[]): string {
  return sha256(canonical(actions)).slice(0, 12);
}

export function actionHash(action: Action): string {
  return planHash([action]);
}

/** JSON with sorted keys, so that equal values give equal text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
