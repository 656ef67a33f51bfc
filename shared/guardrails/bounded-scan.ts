import type { Target } from '../domain/incident.ts';
import type { ScanAction } from '../domain/scan-action.ts';
import { quoted } from './verdict.ts';

const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html */
const TAG = /^[A-Za-z0-9_][\w.-]{0,127}$/;

/** What is wrong with an action on vulnerable images; undefined when it is whole and about the incident's own family. */
export function scanFlaw(action: ScanAction, target: Target): string | undefined {
  const { kind, registryId, repository } = action;
  if (action.target === '' || repository === '') return `${kind} names no target`;
  if (registryId !== target.account) {
    return `${kind} is for the registry of ${quoted(registryId)}, the incident for ${quoted(target.account)}`;
  }
  const own = 'repository' in target ? target.repository : undefined;
  if (repository !== own) {
    return `${kind} is for the repository ${quoted(repository)}, the incident for ${quoted(own ?? '')}`;
  }
  if (action.kind === 'events.put-event') return undefined;
  if (!DIGEST.test(action.digest)) return `${kind}: ${quoted(action.digest)} is no digest`;
  return TAG.test(action.tag) ? undefined : `${kind}: ${quoted(action.tag)} is no tag`;
}
