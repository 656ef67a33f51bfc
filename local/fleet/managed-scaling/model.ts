import type { TaskModel } from '../model.ts';

/** A capacity provider whose instances have room for so many tasks each: ECS scales its group. */
export interface HostingModel {
  readonly provider: string;
  readonly tasksPerInstance: number;
  /** Tasks in PROVISIONING that wait for room, the oldest first, and how each goes on. */
  readonly waiting: WaitingTask[];
  /** Since when the group has had more instances than its tasks need, in milliseconds since the epoch. */
  idleSince: number | undefined;
}

export interface WaitingTask {
  readonly model: TaskModel;
  readonly goOn: () => void;
}
