import type { Attempt } from '../../domain/decision.ts';
import type { Service } from '../../domain/fleet.ts';
import type { Image } from '../../domain/image.ts';
import type { ImageName } from '../../domain/image-name.ts';
import type { FleetTarget } from '../../domain/target.ts';
import type { FailedTask, LaggingTask } from './rerun-facts.ts';

/** The settings that the decision uses; `restore-image.ts` has them all. */
export interface RestoreDecisionSettings {
  readonly verifyMinutes: number;
  readonly comeBackMinutes: number;
}

export interface RestoreFacts {
  readonly incidentId: string;
  readonly target: FleetTarget;
  /** As ECS names it. */
  readonly image: string;
  /** Null when it lies in no private registry of ECR. */
  readonly name: ImageName | null;
  /** The image, then what it lists, as far as that can be read; empty when it is gone or not ours to look at. */
  readonly parts: readonly Image[];
  /** `family:revision` of the tasks that failed for it. */
  readonly revisions: readonly string[];
  /** Null for jobs, and when it is gone. */
  readonly service: Service | null;
  /** Jobs that failed for it, that nothing has taken the place of yet. */
  readonly failed: readonly FailedTask[];
  readonly lagging: readonly LaggingTask[];
  readonly attempts: readonly Attempt[];
}
