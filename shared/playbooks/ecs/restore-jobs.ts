import type { Cause } from '../../domain/cause.ts';
import type { Decision } from '../../domain/decision.ts';
import { shortImage } from './image-parts.ts';
import { decideReruns } from './rerun-decision.ts';
import type { RestoreDecisionSettings, RestoreFacts } from './restore-facts.ts';
import { retrierOf } from './retrier.ts';

/** A job that fails for its image although that is back is tried once more, and no oftener. */
const TRIES = 2;

/** Once the image is back: run the jobs that failed for it again, as they were, unless others do. */
export function rerunAfterRestore(
  facts: RestoreFacts,
  { verifyMinutes, comeBackMinutes }: RestoreDecisionSettings,
  now: number,
): Decision {
  const { incidentId, lagging, failed } = facts;
  const ours = failed.filter(({ task }) => retrierOf(task) === undefined);
  if (ours.length === 0 && lagging.length === 0) return nothingToRun(facts);
  const cause = backAgain(facts);
  const rerun = {
    ...{ incidentId, lagging, playbook: 'restore-image', capacityProviders: [] },
    failed: ours.map((one) => ({ ...one, cause })),
  };
  const settings = { tries: TRIES, backoffSeconds: 0, capacityFallback: {}, memoryIncreasePercent: 0 };
  return decideReruns(rerun, { ...settings, verifyMinutes, comeBackMinutes }, now);
}

function nothingToRun({ image, failed, attempts }: RestoreFacts): Decision {
  const back = `image ${shortImage(image)} can be pulled again`;
  const retrier = failed[0] && retrierOf(failed[0].task);
  if (retrier) return { type: 'nothing', reason: `${back}; ${retrier} retries by itself`, released: true };
  if (attempts.some(({ action }) => action.kind === 'ecs.run-task')) {
    return { type: 'nothing', reason: `${back}, and what failed for it was started again`, released: true };
  }
  return {
    type: 'nothing',
    reason: `${back}, but ECS has forgotten the tasks that failed for it`,
    nextStep: 'Run the job again, unless its schedule does that soon enough.',
  };
}

/** What was wrong, now that a restart can help. */
function backAgain({ image }: RestoreFacts): Cause {
  return {
    code: 'image-archived',
    retryable: true,
    expected: false,
    summary: `Image ${shortImage(image)} can be pulled again.`,
    nextStep: 'Run the job again by hand.',
  };
}
