import { parseArn } from '../../domain/arn.ts';
import type { Plan } from '../../domain/decision.ts';
import type { RequestRebuild, RequestRollback, ScanAction, TagImage } from '../../domain/scan-action.ts';
import type { ScanSettings } from '../answer-scan.ts';
import type { FamilyFacts, Findings } from './scan-facts.ts';
import { runnersIn } from './scan-standing.ts';

/** A plan has ten actions at most: three and two of so many events, and five tags. */
const EVENTS_AT_ONCE = 10;
const REBUILDS = 3;
const ROLLBACKS = 2;
const TAGS = 5;
/** So much fits into an event and a checkpoint, with room to spare. */
const VULNERABILITIES = 20;
const IMAGES = 20;
/** The check after an action only hands over to the next look. */
const CHECK_SECONDS = 60;

/** What the settings want done, once; undefined when there is nothing (more) to do, or not all is known. */
export function planScan(facts: FamilyFacts, { actions, eventBus }: ScanSettings): Plan | undefined {
  const open = facts.findings.filter(
    ({ repository, images }) => images.length > 0 && !facts.handsOff.includes(repository),
  );
  if (facts.unread.length > 0 || facts.attempts.length > 0) return undefined;
  const planned: readonly ScanAction[] = [
    ...(actions.includes('rebuild') ? rebuilds(facts, open, eventBus) : []),
    ...(actions.includes('roll-back') ? rollbacks(facts, open, eventBus) : []),
    ...(actions.includes('quarantine') ? open.flatMap((one) => quarantine(facts, one)).slice(0, TAGS) : []),
  ];
  if (planned.length === 0) return undefined;
  const runners = runnersIn(facts.findings);
  const vulnerable = runners.filter(({ state }) => state === 'vulnerable').length;
  return {
    type: 'act',
    reason: `${vulnerable} of ${runners.length} run a vulnerable image`,
    actions: planned,
    success: 'it was done; then the services are followed until all run a clean image',
    deadlineSeconds: CHECK_SECONDS,
    holdSeconds: 0,
    ...(facts.asks && { alwaysAsk: true }),
  };
}

function rebuilds(
  { home, partition }: FamilyFacts,
  open: readonly Findings[],
  eventBus: string,
): readonly RequestRebuild[] {
  const target = busArn({ home, partition }, eventBus);
  const base = { kind: 'events.put-event', target, risk: 'low', registryId: home.account } as const;
  return batches(open, REBUILDS).map((batch) => ({ ...base, details: batch.map(rebuildDetail) }));
}

/** Services of this account and Region that still run a vulnerable image: others are not ours to roll back. */
function rollbacks(
  { home, partition, id }: FamilyFacts,
  open: readonly Findings[],
  eventBus: string,
): readonly RequestRollback[] {
  const services = runnersIn(open).flatMap(({ state, service }) =>
    service && state === 'vulnerable' && isHere(service.clusterArn, home) ? [service] : [],
  );
  const found = open.flatMap(({ vulnerabilities }) => vulnerabilities.map((one) => one.id));
  const vulnerabilities = [...new Set(id === undefined ? found : [id])].slice(0, VULNERABILITIES);
  const target = busArn({ home, partition }, eventBus);
  const base = { kind: 'events.request-rollback', target, risk: 'low', registryId: home.account } as const;
  return batches(services, ROLLBACKS).map((batch) => ({ ...base, services: batch, vulnerabilities }));
}

function isHere(clusterArn: string, { account, region }: FamilyFacts['home']): boolean {
  const arn = parseArn(clusterArn);
  return arn?.account === account && arn.region === region;
}

function busArn({ home, partition }: Pick<FamilyFacts, 'home' | 'partition'>, eventBus: string): string {
  return `arn:${partition}:events:${home.region}:${home.account}:event-bus/${eventBus}`;
}

/** The first so many batches of as many as one call takes. */
function batches<Item>(items: readonly Item[], most: number): readonly (readonly Item[])[] {
  const starts = Array.from({ length: most }, (_, index) => index * EVENTS_AT_ONCE);
  return starts.map((start) => items.slice(start, start + EVENTS_AT_ONCE)).filter(({ length }) => length > 0);
}

function rebuildDetail({ repository, images, vulnerabilities }: Findings) {
  return {
    repository,
    images: images.slice(0, IMAGES).map(({ digest, tags }) => ({ digest, tags: tags.slice(0, 5) })),
    vulnerabilities: vulnerabilities.slice(0, VULNERABILITIES),
  };
}

function quarantine({ home, partition }: FamilyFacts, { repository, images }: Findings): readonly TagImage[] {
  const target = `arn:${partition}:ecr:${home.region}:${home.account}:repository/${repository}`;
  const tagged = images.filter(({ tags }) => tags.length > 0);
  return tagged.map(({ digest }) => {
    const tag = `quarantine-${digest.replace('sha256:', '').slice(0, 12)}`;
    const inverse = { kind: 'ecr.untag-image', repository, tag } as const;
    const base = { target, risk: 'low', registryId: home.account, repository } as const;
    return { kind: 'ecr.tag-image', ...base, digest, tag, inverse };
  });
}
