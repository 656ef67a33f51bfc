import type { Decision } from '../../domain/decision.ts';
import type { DeploymentHook, Service, ServiceDeployment } from '../../domain/fleet.ts';
import type { ContinueDeployment } from '../../domain/fleet-action.ts';
import { ownerIn } from '../ecr/owners.ts';
import { type GateFacts, waitingAt } from './gate-facts.ts';

/** The settings that the decision uses; `gate-deployment.ts` has them all. */
export interface GateDecisionSettings {
  readonly continueClean: boolean;
  readonly waitMinutes: number;
  readonly verifyMinutes: number;
}

/** Between two looks for a scan that is not there yet. */
const LOOK_SECONDS = 120;
/** Minutes: nothing is down, so whoever is asked in the morning may answer after lunch. */
const A_WORKING_DAY = 8 * 60;

/** What to answer a deployment that waits: pure. What is not known wholly is for people. */
export function decideGate(
  { service, deployment, scan, since, attempts }: GateFacts,
  settings: GateDecisionSettings,
  now: number,
): Decision {
  const waiting = waitingAt(deployment);
  if (service?.status !== 'ACTIVE' || !deployment || waiting.length === 0) {
    return { type: 'nothing', reason: 'the deployment waits for no answer any more', released: true };
  }
  const open = waiting.filter(({ id }) => !attempts.some(({ action }) => isAnswerTo(id, action)));
  const [hook] = open;
  const nextStep = forPeople(service, deployment, hook ?? waiting[0]);
  if (!hook) return { type: 'nothing', reason: 'it was answered, and still waits', nextStep };
  if (scan.type === 'vulnerable') {
    const reason = `${scan.image} has ${scan.id}, which is ${scan.severity}`;
    return answer('ROLLBACK', service, deployment, [hook], reason, settings);
  }
  if (scan.type === 'unknown') {
    const reason = `it is not known whether its images are clean: ${scan.reason}`;
    const isEarly = now < Date.parse(since) + settings.waitMinutes * 60_000;
    return isEarly
      ? { type: 'wait', reason, seconds: LOOK_SECONDS, nextStep, waitsFor: 'a scan of every image' }
      : { type: 'nothing', reason, nextStep };
  }
  const scanned = scan.images === 1 ? 'its image was' : `all ${scan.images} of its images were`;
  const reason = `${scanned} scanned, and no vulnerability that counts was found`;
  if (!settings.continueClean) return { type: 'nothing', reason, nextStep };
  return answer('CONTINUE', service, deployment, open, reason, settings);
}

function answer(
  decision: ContinueDeployment['decision'],
  { name, clusterArn }: Service,
  { arn }: ServiceDeployment,
  hooks: readonly DeploymentHook[],
  reason: string,
  { verifyMinutes }: GateDecisionSettings,
): Decision {
  const kind = 'ecs.continue-deployment';
  const base = { kind, target: arn, clusterArn, service: name, decision, risk: 'high' } as const;
  return {
    type: 'act',
    reason,
    actions: hooks.map(({ id }) => ({ ...base, hookId: id })),
    success: decision === 'ROLLBACK' ? 'ECS has rolled it back' : 'it waits no more',
    deadlineSeconds: verifyMinutes * 60,
    holdSeconds: 0,
    patienceMinutes: A_WORKING_DAY,
    // Each hook is answered once, and a deployment that goes step by step has one for each step.
    ownCooldown: true,
  };
}

function isAnswerTo(hookId: string, action: object): boolean {
  return 'hookId' in action && action.hookId === hookId;
}

function forPeople(service: Service, { arn }: ServiceDeployment, hook: DeploymentHook | undefined): string {
  const who = ownerIn(service.tags) ?? 'Whoever deployed it';
  const command = `aws ecs continue-service-deployment --service-deployment-arn ${arn} --hook-id ${hook?.id}`;
  return `${who} decides: ${command} --action CONTINUE (or ROLLBACK)`;
}
