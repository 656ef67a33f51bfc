/** What started a scheduled task, as ECS writes it into `startedBy`. */
export interface Starter {
  readonly type: 'rule' | 'schedule';
  readonly name: string;
  /** The name may go on: it is only known to begin like this. */
  readonly cut: boolean;
}

/**
 * EventBridge and EventBridge Scheduler cut what they write into `startedBy` to the length that ECS once
 * allowed: the schedule `gold-coast-data-lake` shows as `chronos-schedule/gold-coast-data-lak`.
 */
const CUT_AT = 36;

/** Reruns of our own keep the original behind this, so that a rerun of a rerun still finds its schedule. */
const OWN_PREFIX = /^(?:watchkeeper\/\d+\/)+/;

/** What EventBridge and EventBridge Scheduler accept as a name; anybody may write anything into `startedBy`. */
const NAME = /^[\w.-]{1,64}$/;

const PREFIXES = [
  { type: 'rule', prefix: 'events-rule/' },
  { type: 'schedule', prefix: 'chronos-schedule/' },
] as const;

/** `undefined` for tasks that were started by anything else. */
export function starterOf(startedBy: string | undefined): Starter | undefined {
  const original = (startedBy ?? '').replace(OWN_PREFIX, '');
  const known = PREFIXES.find(({ prefix }) => original.startsWith(prefix));
  const name = original.slice(known?.prefix.length);
  return known && NAME.test(name) ? { type: known.type, name, cut: original.length === CUT_AT } : undefined;
}
