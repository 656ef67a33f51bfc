import type { Repository, UseGraph } from '../../domain/image.ts';
import { MARKS_CAP } from '../../domain/mark.ts';
import type { Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import type { Vulnerability } from '../../domain/vulnerability.ts';
import type { ScanSettings } from '../answer-scan.ts';
import { acceptedRisk } from './accepted.ts';
import { baseImageOf } from './base-image.ts';
import { readFindings } from './findings.ts';
import { familyOf } from './image-family.ts';
import { ownerIn } from './owners.ts';
import type { FamilyFacts, Findings } from './scan-facts.ts';
import { ALL, imageOf } from './scan-targets.ts';
import { isWanted } from './wanted.ts';

export interface ReadRepository {
  readonly findings: Findings;
  readonly tags: Readonly<Record<string, string>>;
}

/** The id that an incident is about; undefined when it is about all of them. */
export function idOf({ target }: Situation['incident']): string | undefined {
  return target.name === ALL ? undefined : target.name;
}

/** Repositories of the family that scans told of, or that somebody ran a vulnerable image of in an earlier look. */
export function concerned(
  { incident, record, before, config: { routes } }: Situation,
  all: readonly Repository[],
  graph: UseGraph,
): readonly Repository[] {
  const names = new Set(record.marks.map(({ id }) => imageOf(id).repository));
  for (const { repository } of (before as FamilyFacts | undefined)?.findings ?? []) names.add(repository);
  // Marks above the cap are lost, so whatever runs is looked at.
  if (record.marks.length >= MARKS_CAP) for (const { repository } of graph.uses) names.add(repository);
  const family = 'repository' in incident.target ? incident.target.repository : undefined;
  const ours = (name: string) => familyOf(name, incident.severity, routes) === family;
  return all.filter(({ name }) => names.has(name) && ours(name));
}

/** What a scan says of one repository now, and who runs it. Throws ReadError. */
export async function readRepository(
  situation: Situation,
  repository: Repository,
  graph: UseGraph,
  reads: Reads,
  settings: ScanSettings,
): Promise<ReadRepository> {
  const { incident, record, before, now } = situation;
  const earlier = (before as FamilyFacts | undefined)?.findings ?? [];
  const told = record.marks.map(({ id }) => imageOf(id)).filter((one) => one.repository === repository.name);
  const looking = {
    repository,
    graph,
    told: [...new Set(told.map(({ digest }) => digest))],
    before: earlier.find((one) => one.repository === repository.name)?.runners ?? [],
    wanted: wantedIn(repository.name, idOf(incident), settings, now),
  };
  const found = await readFindings(looking, reads);
  const tags = await reads.repositoryTags(repository.arn);
  const owner = ownerIn(tags);
  const base = await baseImageOf(found, repository, reads);
  return { findings: { ...found, ...(owner && { owner }), ...(base && { base }) }, tags };
}

/** The one that the incident is about, or all that the settings want and nobody accepted. */
function wantedIn(repository: string, id: string | undefined, settings: ScanSettings, now: number) {
  return (one: Vulnerability) => {
    if (id !== undefined) return one.id === id;
    const accepted = acceptedRisk(settings.accepted, one.id, repository, now);
    return isWanted(one, settings) === true && !accepted;
  };
}
