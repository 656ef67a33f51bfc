import type { Occurrence } from '../../domain/decision.ts';
import { type Home, registryTarget } from './scan-targets.ts';

/** The group of all marks: one message is about all settings. */
export const SETTINGS_GROUP = 'settings';

/** What the mark of a push carries: it asks for a look, and for nothing to be set. */
export const PUSHED = 'push';

/** A push found what differs, and the one digest of all repositories is to say so: at most once in a day of UTC. */
export function forDigest(home: Home, repository: string, now: number): Occurrence {
  const at = new Date(now).toISOString();
  return {
    type: 'respond',
    target: registryTarget(home),
    // The same id all day, because the ledger takes a mark that was dealt with for no news.
    mark: { at, id: `${PUSHED} ${at.slice(0, 10)}`, group: SETTINGS_GROUP },
    severity: 'info',
    reason: `${repository}, to which an image was pushed, is not as its rule says`,
  };
}
