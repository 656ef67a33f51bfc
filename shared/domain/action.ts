import { sha256 } from './digest.ts';
import type { HoursAction } from './hours-action.ts';
import type { Image } from './image.ts';
import type { Json } from './json.ts';
import type { ScalingAction } from './scaling-action.ts';
import type { ScanAction } from './scan-action.ts';
import type { SettingsAction } from './settings-action.ts';

/** RunTask's awsvpc configuration. */
export interface NetworkConfiguration {
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly assignPublicIp: 'ENABLED' | 'DISABLED';
}

interface ActionBase {
  /** The ARN that is written to, or the cluster's for a new task. */
  readonly target: string;
  readonly risk: 'low' | 'medium' | 'high';
}

interface FleetActionBase extends ActionBase {
  readonly clusterArn: string;
}

/** Start a task again, as it was. `clientToken` makes AWS answer a repeat with the same task. */
export interface RunTask extends FleetActionBase {
  readonly kind: 'ecs.run-task';
  readonly clientToken: string;
  /** The task that failed: the new one takes its place. */
  readonly replaces: string;
  readonly taskDefinitionArn: string;
  readonly startedBy: string;
  readonly group?: string;
  readonly launchType?: string;
  readonly capacityProvider?: string;
  readonly platformVersion?: string;
  readonly network?: NetworkConfiguration;
  readonly overrides?: Json;
  readonly enableExecuteCommand?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Point a service at a task definition, if it still uses the one we saw. */
export interface DeployRevision extends FleetActionBase {
  readonly kind: 'ecs.deploy-revision';
  readonly service: string;
  readonly from: string;
  readonly to: string;
  readonly inverse: DeployRevisionInverse;
}
export type DeployRevisionInverse = Omit<DeployRevision, 'inverse'>;

/** Set a service's desired count, if it is still the one we saw. */
export interface SetDesiredCount extends FleetActionBase {
  readonly kind: 'ecs.set-desired-count';
  readonly service: string;
  /** The task definition that the service used when this was decided. */
  readonly revision: string;
  readonly from: number;
  readonly to: number;
  readonly inverse: SetDesiredCountInverse;
}
export type SetDesiredCountInverse = Omit<SetDesiredCount, 'inverse'>;

/** Answer a deployment that waits at a pause hook, if it still does. `target` is the ARN of the deployment. */
export interface ContinueDeployment extends FleetActionBase {
  readonly kind: 'ecs.continue-deployment';
  readonly service: string;
  readonly hookId: string;
  readonly decision: 'CONTINUE' | 'ROLLBACK';
}

/** Images of one repository, in the order in which they are written to. */
export interface ChosenImages {
  readonly repository: string;
  readonly images: readonly ChosenImage[];
}

/** What the image looked like when it was chosen: one that was tagged anew since is somebody's again. */
export interface ChosenImage {
  readonly digest: string;
  /** One of its tags, for people; absent for an untagged image. */
  readonly tag?: string;
  /** Of all its tags: hundreds of images with many tags each must fit into a checkpoint. */
  readonly tagsHash: string;
}

/** The image as it is now, to be compared with when it is written to. */
export function choose({ digest, tags }: Pick<Image, 'digest' | 'tags'>): ChosenImage {
  const [tag] = tags;
  return { digest, ...(tag !== undefined && { tag: tag.slice(0, 40) }), tagsHash: tagsHash(tags) };
}

export function tagsHash(tags: readonly string[]): string {
  return sha256(tags.toSorted().join(' ')).slice(0, 12);
}

interface ImagesActionBase extends ActionBase {
  /** The account whose registry it is. */
  readonly registryId: string;
  readonly chosen: readonly ChosenImages[];
  /** For people: how much that is. */
  readonly bytes: number;
}

/** Move images to the archive storage class, where they cannot be pulled: if nobody tagged or pulled them since. */
export interface ArchiveImages extends ImagesActionBase {
  readonly kind: 'ecr.archive-images';
  /** ISO 8601: a pull after this moment keeps the image. */
  readonly chosenAt: string;
  readonly inverse: RestoreImages;
}

/** Move images back to the standard storage class; ECR takes up to 20 minutes until they can be pulled. */
export interface RestoreImages extends ImagesActionBase {
  readonly kind: 'ecr.restore-images';
}

/** Delete images for good, if they still have that status and nobody pulled them since. It has no inverse. */
export interface DeleteImages extends ImagesActionBase {
  readonly kind: 'ecr.delete-images';
  /** ANY where nothing is archived first: then they can be pulled until they are gone. */
  readonly status: 'ARCHIVED' | 'ANY';
  /** ISO 8601: a pull after this moment keeps the image. */
  readonly chosenAt: string;
}

/** Delete images of ECR Public for good: it has no archive, and does not tell who pulls them. */
export interface DeletePublicImages extends ImagesActionBase {
  readonly kind: 'ecr-public.delete-images';
}

export type FleetAction = RunTask | DeployRevision | SetDesiredCount | ContinueDeployment;
export type ImagesAction = ArchiveImages | RestoreImages | DeleteImages | DeletePublicImages;

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
