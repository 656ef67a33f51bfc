import { shortTaskDefinition } from '../../domain/arn.ts';
import type { Decision } from '../../domain/decision.ts';
import type { Service } from '../../domain/fleet.ts';
import type { CleanRevisionFacts, JudgedRevision } from './clean-revision-facts.ts';
import { deployRevision } from './remedy.ts';

/** The settings that the decision uses; `roll-back-vulnerable.ts` has them all. */
export interface CleanRevisionSettings {
  readonly verifyMinutes: number;
  readonly comeBackMinutes: number;
}

const FIX = 'Build the image anew with the fixed version, and deploy it.';
/** Between two looks at a deployment of somebody else. */
const LOOK_SECONDS = 300;
/** Minutes: nothing is down, so whoever is asked in the morning may answer after lunch. */
const A_WORKING_DAY = 8 * 60;

/** Whether to ask for a rollback, and to which revision: pure. It never goes where no scan proves that it is clean. */
export function decideCleanRevision(
  { service, ids, current, before, attempts }: CleanRevisionFacts,
  settings: CleanRevisionSettings,
): Decision {
  if (service?.status !== 'ACTIVE') return released('the service is gone');
  if (attempts.length > 0) return afterwards(service);
  const name = shortTaskDefinition(service.taskDefinitionArn);
  if (current.type === 'clean') return released(`${name} has it no more`);
  if (current.type === 'unknown') return nothing(`it is not known whether ${name} has it: ${current.reason}`);
  if (service.deploymentController !== 'ECS') {
    return nothing(`${service.deploymentController} controls its deployments, so only it may roll back`);
  }
  if (service.deployments.length > 1) {
    return { type: 'wait', reason: 'a deployment goes on, which may bring the fix', seconds: LOOK_SECONDS };
  }
  const clean = before.find(({ scan }) => scan.type === 'clean');
  if (!clean) return nothing(`no steady revision is proven to be without it${becauseOf(before)}`);
  const good = shortTaskDefinition(clean.taskDefinitionArn);
  return {
    type: 'act',
    reason: `${name} has ${ids.join(', ')}; ${good} is the last steady revision that was scanned and has it not`,
    actions: [deployRevision(service, clean.taskDefinitionArn)],
    success: `all ${service.desiredCount} tasks run ${good}`,
    deadlineSeconds: settings.verifyMinutes * 60,
    holdSeconds: settings.comeBackMinutes * 60,
    patienceMinutes: A_WORKING_DAY,
    alwaysAsk: true,
  };
}

/** It is done once: whatever was deployed after it is somebody's own decision. */
function afterwards({ taskDefinitionArn }: Service): Decision {
  return released(`the service uses ${shortTaskDefinition(taskDefinitionArn)} by now`);
}

function becauseOf(before: readonly JudgedRevision[]): string {
  const words = before.map(({ taskDefinitionArn, scan }) => {
    const name = shortTaskDefinition(taskDefinitionArn);
    return scan.type === 'vulnerable' ? `${name} has ${scan.id}` : scan.type === 'unknown' ? scan.reason : '';
  });
  return words.length === 0 ? '' : `: ${words.filter(Boolean).join('; ')}`;
}

function released(reason: string): Decision {
  return { type: 'nothing', reason, released: true };
}

function nothing(reason: string): Decision {
  return { type: 'nothing', reason, nextStep: FIX };
}
