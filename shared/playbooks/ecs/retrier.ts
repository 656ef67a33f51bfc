import type { TaskState } from '../../domain/signal.ts';

/** Who starts a task and retries it by itself: a rerun would run the job twice. */
const RETRIES_ITSELF: readonly RegExp[] = [/^AWS Step Functions/i, /^AWS Batch/i];
/** AWS Batch names its clusters `<environment>_Batch_<uuid>`. */
const BATCH_CLUSTER = /_Batch_[0-9a-f-]{36}$/;

/** Who will start this task again without us; undefined when nobody does. */
export function retrierOf({ startedBy, cluster }: TaskState): string | undefined {
  const retries = RETRIES_ITSELF.some((starter) => starter.test(startedBy ?? ''));
  return retries || BATCH_CLUSTER.test(cluster) ? (startedBy ?? 'AWS Batch') : undefined;
}
