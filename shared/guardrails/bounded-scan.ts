import { parseArn } from '../domain/arn.ts';
import { matchesName } from '../domain/pattern.ts';
import { type RequestRollback, repositoriesIn, type ScanAction } from '../domain/scan-action.ts';
import type { Target } from '../domain/target.ts';
import { plural, quoted } from './verdict.ts';

const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const EVENTS_AT_ONCE = 10;
/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html */
const TAG = /^[A-Za-z0-9_][\w.-]{0,127}$/;

/** What is wrong with an action on vulnerable images; undefined when it is whole and about the incident's own family. */
export function scanFlaw(action: ScanAction, target: Target): string | undefined {
  const { kind, registryId } = action;
  const repositories = repositoriesIn(action);
  const named = action.kind === 'events.request-rollback' ? action.services : repositories;
  if (action.target === '' || named.length === 0 || repositories.includes(''))
    return `${kind} names no target`;
  if (registryId !== target.account) {
    return `${kind} is for the registry of ${quoted(registryId)}, the incident for ${quoted(target.account)}`;
  }
  const family = 'repository' in target ? target.repository : undefined;
  const stray = repositories.find((name) => family !== undefined && !matchesName(family, name));
  if (stray)
    return `${kind} is for the repository ${quoted(stray)}, the incident for ${quoted(family ?? '')}`;
  if (action.kind === 'events.put-event') return tooMany(kind, action.details.length);
  if (action.kind === 'events.request-rollback') return rollbackFlaw(action, target);
  if (!DIGEST.test(action.digest)) return `${kind}: ${quoted(action.digest)} is no digest`;
  return TAG.test(action.tag) ? undefined : `${kind}: ${quoted(action.tag)} is no tag`;
}

function rollbackFlaw({ kind, services }: RequestRollback, { account, region }: Target): string | undefined {
  const stray = services.find(({ clusterArn }) => {
    const home = parseArn(clusterArn);
    return home?.service !== 'ecs' || home.account !== account || home.region !== region;
  });
  if (stray)
    return `${kind} is for the cluster ${quoted(stray.clusterArn)}, the incident for ${account} in ${region}`;
  return tooMany(kind, services.length);
}

function tooMany(kind: string, events: number): string | undefined {
  return events > EVENTS_AT_ONCE
    ? `${kind} has ${plural(events, 'event')}, more than ${EVENTS_AT_ONCE}`
    : undefined;
}
