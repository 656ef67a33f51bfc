import type { Route } from '../../domain/config.ts';
import type { Repository, UseGraph } from '../../domain/image.ts';
import type { Mark } from '../../domain/mark.ts';
import type { Gathered, Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import { SEVERITIES } from '../../domain/vulnerability.ts';
import type { ScanSettings } from '../answer-scan.ts';
import { type AcceptedRisk, acceptedRisk, covers, hasExpired } from './accepted.ts';
import { readFindings } from './findings.ts';
import { familyOf, severityOf } from './image-family.ts';
import type { Findings, Reopened, SummaryFacts, Waiting } from './scan-facts.ts';
import { SUMMARY } from './scan-targets.ts';
import { summaryEvidence } from './summary-evidence.ts';
import { scopeOf } from './use-scope.ts';
import { isWanted } from './wanted.ts';

/** What the day put off, looked at again: what runs by now, and what is not accepted any more, is reopened. */
export async function gatherSummary(
  { incident, record, now, config: { routes } }: Situation,
  reads: Reads,
  settings: ScanSettings,
): Promise<Gathered<SummaryFacts>> {
  const put = record.marks
    .flatMap(waitingOf)
    .filter(({ id, repository }) => !acceptedRisk(settings.accepted, id, repository, now));
  const expired = settings.accepted.filter((risk) => hasExpired(risk, now));
  const nothing = put.length + expired.length === 0;
  const graph = nothing ? NO_USES : await reads.imageUses(scopeOf(incident.target.account, settings));
  const reopened: Reopened[] = [];
  for (const repository of nothing ? [] : await reads.repositories()) {
    const own = put.filter((one) => one.repository === repository.name);
    const risks = expired
      .filter((risk) => covers(risk, repository.name))
      .filter(({ id }) => !acceptedRisk(settings.accepted, id, repository.name, now));
    const back = await reopenedIn(repository, own, risks, graph, reads, settings);
    reopened.push(...back.map((one) => ({ ...one, ...familyIn(one, routes) })));
  }
  const again = new Set(reopened.map(keyOf));
  const facts: SummaryFacts = {
    about: 'registry',
    home: { account: incident.target.account, region: incident.target.region },
    waiting: put.filter((one) => !again.has(keyOf(one))),
    reopened,
    unread: graph.unread,
  };
  const seen = record.marks.map(({ id }) => id);
  return { facts, evidence: summaryEvidence(facts), tags: {}, group: SUMMARY, seen };
}

const NO_USES: UseGraph = { uses: [], unread: [] };

/** The other marks are the ticks themselves. */
function waitingOf({ id: text, data }: Mark): readonly Waiting[] {
  const [repository, id] = text.split(' ');
  const severity = SEVERITIES.find((one) => one === data);
  return repository && id && severity ? [{ repository, id, severity }] : [];
}

function familyIn({ repository, severity }: Reopened, routes: readonly Route[]) {
  const family = familyOf(repository, severityOf([severity]), routes);
  return family === undefined ? {} : { family };
}

/** A repository that nobody runs anything of is not read: nothing in it can run. */
async function reopenedIn(
  repository: Repository,
  put: readonly Waiting[],
  risks: readonly AcceptedRisk[],
  graph: UseGraph,
  reads: Reads,
  settings: ScanSettings,
): Promise<readonly Reopened[]> {
  const ids = new Set([...put, ...risks].map(({ id }) => id));
  const runs = graph.uses.some((use) => use.repository === repository.name);
  if (ids.size === 0 || !runs) return [];
  const looking = { repository, graph, told: [], before: [] };
  const wanted = (one: Findings['vulnerabilities'][number]) =>
    ids.has(one.id) && isWanted(one, settings) === true;
  const { vulnerabilities, images } = await readFindings({ ...looking, wanted }, reads);
  return vulnerabilities.map(({ id, severity }) => {
    const risk = risks.find((one) => one.id === id);
    const where = { repository: repository.name, id, severity, digest: images[0]?.digest ?? '' };
    return risk
      ? { ...where, mark: `expired ${risk.until}`, reason: `accepted until ${risk.until} by ${risk.owner}` }
      : { ...where, mark: 'runs', reason: `somebody runs ${repository.name} with it by now` };
  });
}

function keyOf({ repository, id }: Waiting): string {
  return `${repository} ${id}`;
}
