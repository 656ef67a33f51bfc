import type { Repository } from '../../domain/image.ts';
import type { Gathered, PlaybookResponse, Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import type { Vulnerability } from '../../domain/vulnerability.ts';
import type { ScanSettings } from '../answer-scan.ts';
import { acceptedRisk } from './accepted.ts';
import { baseImageOf } from './base-image.ts';
import { readFamily } from './family.ts';
import { ownerIn } from './owners.ts';
import { decideScan } from './scan-decision.ts';
import { familyEvidence } from './scan-evidence.ts';
import type { Family, FamilyFacts, ScanFacts } from './scan-facts.ts';
import { gatherSummary } from './summary.ts';
import { decideSummary } from './summary-decision.ts';
import { scopeOf } from './use-scope.ts';
import { isWanted } from './wanted.ts';

export const scanResponse: PlaybookResponse<ScanSettings, ScanFacts> = {
  gather: (situation, reads, settings) =>
    situation.incident.target.kind === 'registry'
      ? gatherSummary(situation, reads, settings)
      : gatherFamily(situation, reads, settings),
  decide: (facts, settings, now) =>
    facts.about === 'registry' ? decideSummary(facts, now) : decideScan(facts, settings, now),
  verify: async () => ({ type: 'changed', reason: 'it was done; the services are followed' }),
};

async function gatherFamily(
  situation: Situation,
  reads: Reads,
  settings: ScanSettings,
): Promise<Gathered<FamilyFacts>> {
  const { incident, record, attempts, before } = situation;
  const { target } = incident;
  const name = ('repository' in target && target.repository) || target.name;
  const id = target.kind === 'vulnerability' ? target.name : undefined;
  const graph = await reads.imageUses(scopeOf(target.account, settings));
  const repository = (await reads.repositories()).find((one) => one.name === name);
  const wanted = wantedIn(name, id, settings, situation.now);
  const told = [...new Set(record.marks.flatMap(({ data }) => data ?? []))];
  const runners = (before as FamilyFacts | undefined)?.runners ?? [];
  const family: Family = repository
    ? await readFamily({ repository, graph, told, before: runners, wanted }, reads)
    : { repository: name, runners: [], vulnerabilities: [], images: [] };
  const facts: FamilyFacts = {
    about: 'family',
    partition: target.partition,
    home: { account: target.account, region: target.region },
    ...family,
    ...(id !== undefined && { id }),
    exists: repository !== undefined,
    unread: graph.unread,
    openedAt: Date.parse(incident.openedAt),
    attempts,
  };
  const tags = repository ? await reads.repositoryTags(repository.arn) : {};
  const evidence = familyEvidence(facts, {
    owner: ownerIn(tags),
    base: await baseOf(family, repository, reads),
  });
  const group = id ?? record.marks.at(-1)?.group ?? name;
  return { facts, evidence, tags, group, seen: record.marks.map((mark) => mark.id) };
}

/** The one that the incident is about, or all that the settings want and nobody accepted. */
function wantedIn(repository: string, id: string | undefined, settings: ScanSettings, now: number) {
  return (one: Vulnerability) => {
    if (id !== undefined) return one.id === id;
    const accepted = acceptedRisk(settings.accepted, one.id, repository, now);
    return isWanted(one, settings) === true && !accepted;
  };
}

async function baseOf(family: Family, repository: Repository | undefined, reads: Reads) {
  return repository && (await baseImageOf(family, repository, reads));
}
