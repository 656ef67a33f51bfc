import type { Cause } from '../../domain/cause.ts';
import type { Attempt } from '../../domain/decision.ts';
import type { Service, SteadyRevision } from '../../domain/fleet.ts';

/** The settings that the decision uses; `stop-crash-loop.ts` has them all. */
export interface RemedySettings {
  readonly remedy: 'roll-back' | 'scale-to-zero' | 'tell';
  readonly verifyMinutes: number;
  readonly comeBackMinutes: number;
}

export interface CrashLoopFacts {
  readonly service: Service | null;
  /** `family:revision` that fails; how often it did, one failure soon after the other, and since when. */
  readonly failing: string;
  readonly failures: number;
  readonly firstAt: string | null;
  readonly cause: Cause | null;
  readonly rollback: SteadyRevision | null;
  /** The newest task that ECS could not start fails for an archived image. */
  readonly imageArchived?: boolean;
  readonly attempts: readonly Attempt[];
}
