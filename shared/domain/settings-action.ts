import type { ActionBase } from './action-base.ts';

/** One setting that goes from one value to another, each as the text that `repository-settings.ts` makes of it. */
export interface SettingChange {
  /** Absent for a setting of the registry itself. */
  readonly repository?: string;
  /** The value that was seen: it is only changed if it is still that. */
  readonly from: string;
  readonly to: string;
}

/** `target` is `…:repository/*` for several. */
interface SettingsActionBase extends ActionBase {
  /** The account whose registry it is. */
  readonly registryId: string;
  readonly changes: readonly SettingChange[];
}

/** The old values: for people, who get it as a command. */
export interface SettingsInverse {
  readonly changes: readonly SettingChange[];
}

/** Let the registry scan more repositories when an image is pushed. */
export interface SetRegistryScanning extends SettingsActionBase {
  readonly kind: 'ecr.set-registry-scanning';
  /** The filters that are new. */
  readonly adds: readonly string[];
  readonly inverse: SettingsInverse;
}

/** Say whether the tags of repositories may move. */
export interface SetTagMutability extends SettingsActionBase {
  readonly kind: 'ecr.set-tag-mutability';
  readonly inverse: SettingsInverse;
}

/** Let ECR work out what a lifecycle policy would do: it touches neither the images nor the policy that is there. */
export interface PreviewLifecyclePolicy extends SettingsActionBase {
  readonly kind: 'ecr.preview-lifecycle-policy';
}

/** Put lifecycle policies whose preview touches no image in use. */
export interface PutLifecyclePolicy extends SettingsActionBase {
  readonly kind: 'ecr.put-lifecycle-policy';
  /** How many images the previews expire and archive. */
  readonly expires: number;
  readonly archives: number;
  readonly inverse: SettingsInverse;
}

/** One write to the settings of a registry or of some of its repositories. */
export type SettingsAction =
  | SetRegistryScanning
  | SetTagMutability
  | PreviewLifecyclePolicy
  | PutLifecyclePolicy;
