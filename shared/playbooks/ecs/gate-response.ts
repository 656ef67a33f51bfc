import { shortTaskDefinition } from '../../domain/arn.ts';
import type { DeploymentHook, ServiceDeployment } from '../../domain/fleet.ts';
import { fleetTargetOf } from '../../domain/incident.ts';
import type { Evidence, Gathered, PlaybookResponse, Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import type { FleetTarget } from '../../domain/target.ts';
import type { Vulnerability } from '../../domain/vulnerability.ts';
import { acceptedIn, acceptedRisk } from '../ecr/accepted.ts';
import { isWanted } from '../ecr/wanted.ts';
import type { GateSettings } from '../gate-deployment.ts';
import { checkAnswer } from './gate-check.ts';
import { decideGate } from './gate-decision.ts';
import { type GateFacts, type GateScan, waitingAt } from './gate-facts.ts';
import { scanDeployment } from './gate-scan.ts';
import { withDigest } from './revision-scan.ts';

export const gateResponse: PlaybookResponse<GateSettings, GateFacts> = {
  gather,
  decide: decideGate,
  async verify({ actions }, _situation, reads) {
    const deployment = await reads.serviceDeployment(actions[0]?.target ?? '');
    return checkAnswer(deployment, actions);
  },
};

async function gather(
  situation: Situation,
  reads: Reads,
  settings: GateSettings,
): Promise<Gathered<GateFacts>> {
  const { incident, record, attempts } = situation;
  const target = fleetTargetOf(incident);
  const newest = record.marks.at(-1);
  const service = (await reads.service(target.clusterArn, target.name)) ?? null;
  const deployment = (await reads.serviceDeployment(newest?.data ?? '')) ?? null;
  const revision = deployment && (await reads.serviceRevision(deployment.revisionArn));
  const definition = revision && (await reads.taskDefinition(revision.taskDefinitionArn));
  const images = (definition?.containers ?? []).map(({ name, image }) =>
    withDigest(image, revision?.digests[name]),
  );
  const scan = await scanDeployment(images, target, counting(situation, settings), reads);
  const since = newest?.at ?? incident.openedAt;
  return {
    facts: { service, deployment, scan, since, attempts },
    evidence: evidenceOf(target, deployment, scan, definition?.taskDefinitionArn),
    tags: service?.tags ?? {},
    group: newest?.group ?? '',
    seen: record.marks.map(({ id }) => id),
  };
}

function counting({ config, now }: Situation, settings: GateSettings) {
  const accepted = acceptedIn(config);
  return (vulnerability: Vulnerability, repository: string) =>
    isWanted(vulnerability, settings) === true &&
    acceptedRisk(accepted, vulnerability.id, repository, now) === undefined;
}

function evidenceOf(
  { name }: FleetTarget,
  deployment: ServiceDeployment | null,
  scan: GateScan,
  definition = '',
): Evidence {
  const [hook] = waitingAt(deployment);
  return {
    headline: `a deployment of ${name} waits at a pause hook`,
    details: [
      { label: 'Brings', text: shortTaskDefinition(definition) },
      { label: 'Found', text: scan.type === 'vulnerable' ? `${scan.id} in ${scan.image}` : '' },
      { label: 'Hook', text: hook?.expiresAt ? ending(hook, hook.expiresAt) : '' },
    ].filter(({ text }) => text !== ''),
  };
}

/** What ECS does when nobody answers; by default it rolls back. */
function ending({ timeoutAction }: DeploymentHook, expiresAt: string): string {
  const ends = timeoutAction === 'CONTINUE' ? 'goes on' : 'rolls back';
  return `unanswered it ${ends} at ${expiresAt.slice(0, 16).replace('T', ' ')} UTC`;
}
