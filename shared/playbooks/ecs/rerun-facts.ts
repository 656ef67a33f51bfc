import type { Cause, CauseCode } from '../../domain/cause.ts';
import type { NetworkConfiguration } from '../../domain/fleet-action.ts';
import type { TaskState } from '../../domain/signal.ts';

/** The settings that the decision uses; `rerun-failed-task.ts` has them all. */
export interface RerunDecisionSettings {
  readonly tries: number;
  readonly backoffSeconds: number;
  readonly verifyMinutes: number;
  readonly comeBackMinutes: number;
  readonly capacityFallback: Readonly<Record<string, string>>;
  readonly memoryIncreasePercent: number;
}

/** A stopped task that nothing has taken the place of yet, with what a rerun needs to know. */
export interface FailedTask {
  readonly task: TaskState;
  readonly cause: Cause | null;
  /** ACTIVE, INACTIVE, DELETE_IN_PROGRESS or missing. */
  readonly definitionStatus: string;
  readonly needsNetwork: boolean;
  readonly network: NetworkConfiguration | null;
  /** By container: its memory in MiB, where the task definition sets one. */
  readonly memory: Readonly<Record<string, number | null>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface LaggingTask {
  readonly taskId: string;
  readonly stoppedAt: string;
}

export interface RerunFacts {
  readonly incidentId: string;
  /** Whose settings say how a task is connected where nothing else does. */
  readonly playbook: string;
  readonly failed: readonly FailedTask[];
  /** Tasks that have stopped, as their events say, and that ECS's eventually consistent reads do not show so yet. */
  readonly lagging: readonly LaggingTask[];
  readonly capacityProviders: readonly string[];
}

/** The task was well; its host was not: nothing is gained by waiting. */
export const AT_ONCE: readonly CauseCode[] = [
  'spot-interrupted',
  'host-retired',
  'host-lost',
  'infrastructure-unhealthy',
];
