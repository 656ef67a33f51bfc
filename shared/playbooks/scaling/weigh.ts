import type { NextCapacity } from '../../scaling/facts.ts';
import { nextCapacity } from '../../scaling/next-capacity.ts';
import type { CapacityRule } from '../../scaling/rule.ts';
import { seenBy } from './provider.ts';
import { withinReach } from './reach.ts';
import type { CapacityScaleFacts, HeardAlarm, Scalable } from './scale-facts.ts';

/** What one alarm asks for. */
export interface Ask {
  readonly name: string;
  readonly rule: CapacityRule;
  /** As its rule sees it. */
  readonly scalable: Scalable;
  readonly next: NextCapacity;
}

type Live = HeardAlarm & { readonly rule: CapacityRule };

/** What every alarm that counts asks for, worked out apart from the others. */
export function asksOf(facts: CapacityScaleFacts, found: Scalable, now: number): readonly Ask[] {
  return facts.alarms.filter(isLive).map((heard) => {
    const scalable = seenBy(found, heard.sets);
    const rule = ruleWithin(heard.rule, scalable);
    const next = withinReach(nextOf(facts, scalable, heard, rule, now), scalable, rule);
    return { name: heard.name, rule, scalable, next };
  });
}

export function isLive(heard: HeardAlarm): heard is Live {
  return heard.handsOff === undefined && heard.rule !== undefined && heard.alarm?.state === 'ALARM';
}

function nextOf(
  facts: CapacityScaleFacts,
  scalable: Scalable,
  heard: Live,
  rule: CapacityRule,
  now: number,
): NextCapacity {
  const { alarm, points, periodSeconds, inFlight } = heard;
  const { desired, running, deploying } = scalable;
  if (isAtZero(scalable) && rule.mode.type !== 'backlog') {
    return { type: 'unknown', reason: 'it stands at 0, so it sleeps or somebody stopped it' };
  }
  const { history, changedAt, rates } = facts;
  const flow = heard.flow && { ...heard.flow, known: rates[heard.queue ?? ''] };
  const about = alarm ?? { kind: 'composite' };
  const next = nextCapacity(
    { desired, running, history, points, periodSeconds, inFlight, flow, changedAt, alarm: about, deploying },
    rule,
    now,
  );
  if (next.type !== 'unknown' || !heard.unmeasured) return next;
  return {
    type: 'unknown',
    reason: `${next.reason}; it watches no single series, so its rule must name a metric`,
  };
}

/** A minimum of 0 is nobody's sleep, a maximum of 0 is. */
function isAtZero(scalable: Scalable): boolean {
  return scalable.kind === 'capacity-provider' ? scalable.group.max === 0 : scalable.desired === 0;
}

/** Scheduled actions say by the hour how far it may go, so their bounds hold for us, too. */
function ruleWithin(rule: CapacityRule, scalable: Scalable): CapacityRule {
  if (scalable.kind !== 'service' || scalable.scheduled.length === 0 || !scalable.target) return rule;
  const { min, max } = scalable.target;
  return { ...rule, min: Math.max(rule.min, min), max: Math.min(rule.max, max) };
}

/**
 * The one that counts: the most capacity wins, as among the policies of AWS, so that something is taken away only
 * when every alarm agrees to it.
 */
export function strongest(asks: readonly Ask[]): Ask | undefined {
  return asks.toSorted((a, b) => weight(b) - weight(a))[0];
}

function weight({ next, scalable: { desired } }: Ask): number {
  switch (next.type) {
    case 'change':
      return next.to > desired ? 4e6 + next.to : next.to - desired;
    case 'limit':
      return 3e6;
    case 'wait':
      return 2e6;
    case 'unknown':
      return 1e6;
    case 'stay':
      return 0.5e6;
  }
}
