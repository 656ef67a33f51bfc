import { shortTaskDefinition } from '../../domain/arn.ts';
import type { Attempt } from '../../domain/decision.ts';
import type { FleetReads, SteadyRevision } from '../../domain/fleet.ts';
import { fleetTargetOf } from '../../domain/incident.ts';
import { isQuiet } from '../../domain/mark.ts';
import type { Gathered, PlaybookResponse, Situation } from '../../domain/playbook.ts';
import type { CrashLoopSettings } from '../stop-crash-loop.ts';
import { crashEvidence } from './crash-evidence.ts';
import { checkRemedy } from './crash-loop-check.ts';
import { decideRemedy, FEWEST_FAILURES } from './crash-loop-decision.ts';
import type { CrashLoopFacts } from './crash-loop-facts.ts';
import { isImageArchived } from './image-archived.ts';
import { NO_REVISION } from './no-revision.ts';
import { rollbackCandidates } from './remedy.ts';
import { streaks } from './streak.ts';

/** So many of the newest dead tasks are looked at for the cause. */
const TASKS_READ = 5;
/** So many revisions are tried for a rollback. */
const CANDIDATES_READ = 3;

export const crashLoopResponse: PlaybookResponse<CrashLoopSettings, CrashLoopFacts> = {
  gather,
  decide: decideRemedy,
  verify: (plan, situation, reads, { failures }) => checkRemedy(plan, situation, reads, failures),
};

async function gather(
  { incident, record, attempts }: Situation,
  reads: FleetReads,
  { windowMinutes, failures }: CrashLoopSettings,
): Promise<Gathered<CrashLoopFacts>> {
  const { clusterArn, name } = fleetTargetOf(incident);
  const service = await reads.service(clusterArn, name);
  const found = streaks(record, windowMinutes * 60);
  const failing =
    actedOn(attempts) ?? found[0]?.group ?? (service && shortTaskDefinition(service.taskDefinitionArn));
  const marks = found.find(({ group }) => group === failing)?.marks ?? [];
  const ids = marks.slice(-TASKS_READ).map(({ id }) => id);
  const dead = await reads.tasks(clusterArn, ids);
  const arn = dead[0]?.taskDefinitionArn ?? service?.taskDefinitionArn;
  const definition =
    arn && shortTaskDefinition(arn) === failing ? await reads.taskDefinition(arn) : undefined;
  const bad = found.filter((streak) => streak.marks.length >= failures).map(({ group }) => group);
  const steady = service ? await reads.steadyRevisions(clusterArn, name) : [];
  const rollback = await firstActive(rollbackCandidates(steady, [failing ?? '', ...bad]), reads);
  const seen = { name, service, failing: failing ?? 'unknown', marks, dead, definition, rollback };
  const evidence = crashEvidence(seen);
  const facts = {
    service: service ?? null,
    failing: seen.failing,
    failures: marks.length,
    firstAt: marks[0]?.at ?? null,
    cause: evidence.cause ?? null,
    rollback,
    imageArchived: marks.length < FEWEST_FAILURES && (await isImageArchived(service, reads)),
    attempts,
  };
  // Without failures of a revision only ECS's own complaint is told of, and the revision's first crash is news.
  const group = marks.length > 0 ? seen.failing : NO_REVISION;
  // Another revision that fails meanwhile is the next incident's; one that was told of already is nobody's.
  const about = record.marks.filter(
    (mark) => [seen.failing, NO_REVISION].includes(mark.group) || isQuiet(record, mark),
  );
  return { facts, evidence, tags: service?.tags ?? {}, group, seen: about.map((mark) => mark.id) };
}

/** The revision that this incident acted on already. */
function actedOn(attempts: readonly Attempt[]): string | undefined {
  const action = attempts.find(({ action: { kind } }) => kind !== 'ecs.run-task')?.action;
  if (action?.kind === 'ecs.deploy-revision') return shortTaskDefinition(action.from);
  return action?.kind === 'ecs.set-desired-count' ? shortTaskDefinition(action.revision) : undefined;
}

/** Deregistered revisions cannot be deployed; of the others the newest few are enough. */
async function firstActive(
  candidates: readonly SteadyRevision[],
  reads: FleetReads,
): Promise<SteadyRevision | null> {
  for (const candidate of candidates.slice(0, CANDIDATES_READ)) {
    const definition = await reads.taskDefinition(candidate.taskDefinitionArn);
    if (definition?.status === 'ACTIVE') return candidate;
  }
  return null;
}
