import type { Decision, Outcome } from '../../domain/decision.ts';

/** People are told by the incident of restore-image, and once is enough. */
export const LEFT_TO_RESTORE_IMAGE = {
  type: 'nothing',
  reason: 'its image is archived: restore-image answers that',
  released: true,
  silent: true,
} as const satisfies Decision;

/** ECR takes up to 20 minutes to restore, ECS up to 27 until it tries again; meanwhile it complains every few. */
const RESTORE_SECONDS = 50 * 60;

/** For how long what ECS complains of is no news, where restore-image answers it; undefined where it does not. */
export function quietWhileRestored(outcome: Outcome): number | undefined {
  const isLeft = outcome.type === 'nothing' && outcome.reason === LEFT_TO_RESTORE_IMAGE.reason;
  return isLeft ? RESTORE_SECONDS : undefined;
}
