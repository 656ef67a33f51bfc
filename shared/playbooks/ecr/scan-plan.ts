import type { Plan } from '../../domain/decision.ts';
import type { RequestRebuild, ScanAction, TagImage } from '../../domain/scan-action.ts';
import type { ScanSettings } from '../answer-scan.ts';
import type { FamilyFacts, Findings } from './scan-facts.ts';
import { runnersIn } from './scan-standing.ts';

/** A plan has ten actions at most: three of so many events, and seven tags. */
const EVENTS_AT_ONCE = 10;
const REBUILDS = 3;
const TAGS = 7;
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
  };
}

function rebuilds(
  { home, partition }: FamilyFacts,
  open: readonly Findings[],
  eventBus: string,
): readonly RequestRebuild[] {
  const target = `arn:${partition}:events:${home.region}:${home.account}:event-bus/${eventBus}`;
  const base = { kind: 'events.put-event', target, risk: 'low', registryId: home.account } as const;
  const starts = Array.from({ length: REBUILDS }, (_, index) => index * EVENTS_AT_ONCE);
  const batches = starts.map((start) => open.slice(start, start + EVENTS_AT_ONCE));
  return batches
    .filter((batch) => batch.length > 0)
    .map((batch) => ({ ...base, details: batch.map(rebuildDetail) }));
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
