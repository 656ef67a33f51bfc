import type { Plan } from '../../domain/decision.ts';
import type { RequestRebuild, ScanAction, TagImage } from '../../domain/scan-action.ts';
import type { ScanSettings } from '../answer-scan.ts';
import type { FamilyFacts } from './scan-facts.ts';

/** Besides a rebuild: a plan has ten actions at most. */
const TAGS = 9;
/** So much fits into an event, with room to spare. */
const VULNERABILITIES = 20;
const IMAGES = 100;
/** The check after an action only hands over to the next look. */
const CHECK_SECONDS = 60;

/** What the settings want done, once; undefined when there is nothing (more) to do, or not all is known. */
export function planScan(facts: FamilyFacts, { actions, eventBus }: ScanSettings): Plan | undefined {
  if (facts.unread.length > 0 || facts.attempts.length > 0 || facts.images.length === 0) return undefined;
  const planned: readonly ScanAction[] = [
    ...(actions.includes('rebuild') ? [rebuild(facts, eventBus)] : []),
    ...(actions.includes('quarantine') ? quarantine(facts) : []),
  ];
  if (planned.length === 0) return undefined;
  const vulnerable = facts.runners.filter(({ state }) => state === 'vulnerable').length;
  return {
    type: 'act',
    reason: `${vulnerable} of ${facts.runners.length} run a vulnerable image of ${facts.repository}`,
    actions: planned,
    success: 'it was done; then the services are followed until all run a clean image',
    deadlineSeconds: CHECK_SECONDS,
    holdSeconds: 0,
  };
}

function rebuild(facts: FamilyFacts, eventBus: string): RequestRebuild {
  const { home, partition, repository, images, vulnerabilities } = facts;
  const detail = {
    repository,
    images: images.slice(0, IMAGES).map(({ digest, tags }) => ({ digest, tags: tags.slice(0, 5) })),
    vulnerabilities: vulnerabilities.slice(0, VULNERABILITIES),
  };
  const target = `arn:${partition}:events:${home.region}:${home.account}:event-bus/${eventBus}`;
  return { kind: 'events.put-event', target, risk: 'low', registryId: home.account, repository, detail };
}

function quarantine({ home, partition, repository, images }: FamilyFacts): readonly TagImage[] {
  const target = `arn:${partition}:ecr:${home.region}:${home.account}:repository/${repository}`;
  const tagged = images.filter(({ tags }) => tags.length > 0).slice(0, TAGS);
  return tagged.map(({ digest }) => {
    const tag = `quarantine-${digest.replace('sha256:', '').slice(0, 12)}`;
    const inverse = { kind: 'ecr.untag-image', repository, tag } as const;
    const base = { target, risk: 'low', registryId: home.account, repository } as const;
    return { kind: 'ecr.tag-image', ...base, digest, tag, inverse };
  });
}
