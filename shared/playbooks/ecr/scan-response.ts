import type { Repository } from '../../domain/image.ts';
import type { Gathered, PlaybookResponse, Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import type { ScanSettings } from '../answer-scan.ts';
import { acceptedRisk } from './accepted.ts';
import { decideScan } from './scan-decision.ts';
import { familyEvidence } from './scan-evidence.ts';
import type { FamilyFacts, ScanFacts } from './scan-facts.ts';
import { concerned, idOf, type ReadRepository, readRepository } from './scan-reading.ts';
import { byUrgency } from './scan-standing.ts';
import { gatherSummary } from './summary.ts';
import { decideSummary } from './summary-decision.ts';
import { asksFirst, commonTags, isHandsOff } from './tags.ts';
import { scopeOf } from './use-scope.ts';

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
  const { incident, record, attempts } = situation;
  const { account, region, partition } = incident.target;
  const graph = await reads.imageUses(scopeOf(account, settings));
  const told = concerned(situation, await reads.repositories(), graph);
  const { left, leftOut } = withoutAccepted(situation, told, settings);
  const read: ReadRepository[] = [];
  for (const one of left) read.push(await readRepository(situation, one, graph, reads, settings));
  const id = idOf(incident);
  const facts: FamilyFacts = {
    about: 'family',
    partition,
    home: { account, region },
    ...(id !== undefined && { id }),
    findings: read.map(({ findings }) => findings).toSorted(byUrgency),
    ...(read.some(({ tags }) => asksFirst(tags)) && { asks: true }),
    handsOff: read.filter(({ tags }) => isHandsOff(tags)).map(({ findings }) => findings.repository),
    ...(leftOut !== undefined && { leftOut }),
    unread: graph.unread,
    openedAt: Date.parse(incident.openedAt),
    attempts,
  };
  return {
    facts,
    evidence: familyEvidence(facts),
    tags: commonTags(read.map(({ tags }) => tags)),
    group: id ?? record.marks.at(-1)?.group ?? '',
    seen: record.marks.map((mark) => mark.id),
  };
}

/** Where the vulnerability is accepted, nobody is told of it. */
function withoutAccepted(
  { incident, now }: Situation,
  told: readonly Repository[],
  { accepted }: ScanSettings,
): { readonly left: readonly Repository[]; readonly leftOut?: string } {
  const id = idOf(incident) ?? '';
  const riskOf = ({ name }: Repository) => acceptedRisk(accepted, id, name, now);
  const risk = told.map(riskOf).find(Boolean);
  const left = told.filter((one) => !riskOf(one));
  return risk ? { left, leftOut: `accepted by ${risk.owner} until ${risk.until}: ${risk.reason}` } : { left };
}
