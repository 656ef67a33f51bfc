import { shortTaskDefinition } from '../../domain/arn.ts';
import type { Service } from '../../domain/fleet.ts';
import { fleetTargetOf } from '../../domain/incident.ts';
import type { Evidence, Gathered, PlaybookResponse, Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import type { FleetTarget } from '../../domain/target.ts';
import type { RollBackSettings } from '../roll-back-vulnerable.ts';
import { decideCleanRevision } from './clean-revision-decision.ts';
import type { CleanRevisionFacts, JudgedRevision, RevisionScan } from './clean-revision-facts.ts';
import { imagesIn, imagesOf, repositoriesOf, scanImages } from './revision-scan.ts';
import { checkRevision } from './service-check.ts';

/** So many revisions are looked at for one that is clean. */
const CANDIDATES = 5;
const GONE: RevisionScan = { type: 'unknown', reason: 'its task definition is gone' };

export const cleanRevisionResponse: PlaybookResponse<RollBackSettings, CleanRevisionFacts> = {
  gather,
  decide: decideCleanRevision,
  async verify({ actions: [action] }, { incident }, reads) {
    const { clusterArn, name } = fleetTargetOf(incident);
    const service = await reads.service(clusterArn, name);
    if (action?.kind !== 'ecs.deploy-revision') return { type: 'failed', reason: 'nothing was planned' };
    return checkRevision(service, action.to, action.from);
  },
};

async function gather(
  { incident, record, attempts }: Situation,
  reads: Reads,
): Promise<Gathered<CleanRevisionFacts>> {
  const target = fleetTargetOf(incident);
  const ids = [...new Set(record.marks.flatMap(({ group }) => group.split(' ')))].toSorted();
  const service = (await reads.service(target.clusterArn, target.name)) ?? null;
  const { current, before } = service
    ? await judge(service, ids, target, reads)
    : { current: GONE, before: [] };
  const facts = { service, ids, current, before, attempts };
  return {
    facts,
    evidence: evidenceOf(facts, target),
    tags: service?.tags ?? {},
    group: record.marks.at(-1)?.group ?? '',
    seen: record.marks.map(({ id }) => id),
  };
}

/** The current revision, then those before it until one is clean. Other images than now are another service. */
async function judge(service: Service, ids: readonly string[], target: FleetTarget, reads: Reads) {
  const running = await reads.taskDefinition(service.taskDefinitionArn);
  const pulled = imagesIn(await reads.tasks(target.clusterArn, service.startedTasks ?? []));
  const images = pulled.length > 0 || !running ? pulled : imagesOf(running);
  const current = images.length > 0 ? await scanImages(images, ids, target, reads) : GONE;
  const own = running ? repositoriesOf(running, target).join(' ') : '';
  const before: JudgedRevision[] = [];
  const steady = await reads.steadyRevisions(target.clusterArn, service.name);
  const others = steady.filter((one) => one.taskDefinitionArn !== service.taskDefinitionArn);
  for (const { taskDefinitionArn } of others.slice(0, CANDIDATES)) {
    const definition = await reads.taskDefinition(taskDefinitionArn);
    // A deregistered revision cannot be deployed.
    if (definition?.status !== 'ACTIVE' || repositoriesOf(definition, target).join(' ') !== own) continue;
    const scan = await scanImages(imagesOf(definition), ids, target, reads);
    before.push({ taskDefinitionArn, scan });
    if (scan.type === 'clean') break;
  }
  return { current, before };
}

function evidenceOf({ service, ids, before }: CleanRevisionFacts, { name }: FleetTarget): Evidence {
  const clean = before.find(({ scan }) => scan.type === 'clean');
  return {
    headline: `${name} runs an image with ${ids.length === 1 ? ids[0] : `${ids.length} vulnerabilities`}`,
    details: [
      { label: 'Vulnerabilities', text: ids.join(', ') },
      { label: 'Runs', text: service ? shortTaskDefinition(service.taskDefinitionArn) : '' },
      { label: 'Last without it', text: clean ? shortTaskDefinition(clean.taskDefinitionArn) : '' },
    ].filter(({ text }) => text !== ''),
    ...(service && { desired: service.desiredCount, running: service.runningCount }),
  };
}
