import type { Decision } from '../../domain/decision.ts';
import type { ScaleSettings } from './rules-schema.ts';
import type { CapacityScaleFacts, HeardAlarm, Scalable } from './scale-facts.ts';
import { suspended, whyNotOurs, whyStuck } from './scale-obstacles.ts';
import { scalePlan } from './scale-plan.ts';
import { type Ask, asksOf, isLive, strongest } from './weigh.ts';

/** An alarm that stays although nothing is to be done is looked at so often, then people must know. */
const LOOKS = 30;
const OFTEN = 10;
const SOON_SECONDS = 60;
const LATER_SECONDS = 300;
/** A metric that is not there yet may be there in a minute. */
const BLIND_LOOKS = 3;

type Nothing = Extract<Decision, { type: 'nothing' }>;

/** Scale, wait, or say why neither helps. */
export function decideScale(facts: CapacityScaleFacts, settings: ScaleSettings, now: number): Decision {
  const { scalable, alarms } = facts;
  if (scalable === undefined) return over(`there is no ${facts.resource} (any more)`);
  if (!alarms.some(isLive)) return noAlarm(facts);
  const stuck = whyStuck(facts, scalable, settings, now) ?? whyNotOurs(scalable);
  if (stuck !== undefined) return stuck;

  const asks = asksOf(facts, scalable, now);
  const ask = strongest(asks, scalable.desired);
  if (ask === undefined) return noAlarm(facts);
  return withOthers(answerTo(ask, facts, scalable, settings), ask, asks, facts);
}

function answerTo(
  ask: Ask,
  facts: CapacityScaleFacts,
  scalable: Scalable,
  settings: ScaleSettings,
): Decision {
  const { next } = ask;
  const reason = `alarm ${ask.name}: ${next.reason}`;
  switch (next.type) {
    case 'change':
      return (
        suspended(scalable, next.to, reason) ?? scalePlan(facts, scalable, ask, next.to, reason, settings)
      );
    case 'limit':
      return { type: 'nothing', reason, nextStep: moreRoom(facts, ask.rule.max, next.wanted) };
    case 'wait':
      return { type: 'wait', seconds: Math.max(SOON_SECONDS, next.seconds), reason };
    case 'unknown':
      return facts.looks < BLIND_LOOKS
        ? { type: 'wait', seconds: SOON_SECONDS, reason }
        : { type: 'nothing', reason };
    case 'stay':
      return watched(facts, ask, reason);
  }
}

/** No event comes while an alarm stays in ALARM, so somebody must look again. */
function watched({ looks }: CapacityScaleFacts, { name }: Ask, reason: string): Decision {
  if (looks < LOOKS) return { type: 'wait', seconds: looks < OFTEN ? SOON_SECONDS : LATER_SECONDS, reason };
  const nextStep = `compare the threshold of ${name} with its rule: the alarm stays in ALARM, and the rule wants no change`;
  return { type: 'nothing', reason, nextStep };
}

function moreRoom({ resource }: CapacityScaleFacts, max: number, wanted: number): string {
  return `raise max of the rule for ${resource} from ${max} to ${wanted} or more, if its budget and what it talks to can take that`;
}

function noAlarm({ alarms, attempts }: CapacityScaleFacts): Nothing {
  const off = alarms.find(({ handsOff }) => handsOff !== undefined);
  if (off?.handsOff !== undefined && attempts.length === 0) return over(`${off.name}: ${off.handsOff}`);
  const reason = `${alarms.map(stateOf).join(', ')}: nothing is left to scale`;
  return attempts.length > 0 ? { type: 'nothing', reason, fixed: true } : over(reason);
}

function stateOf({ name, alarm }: HeardAlarm): string {
  return alarm === undefined ? `${name} is gone` : `${name} is ${alarm.state}`;
}

function over(reason: string): Nothing {
  return { type: 'nothing', reason, released: true, silent: true };
}

/** Every other alarm is given its reason, too. */
function withOthers(
  decision: Decision,
  ask: Ask,
  asks: readonly Ask[],
  { alarms }: CapacityScaleFacts,
): Decision {
  const others = asks.filter((one) => one !== ask).map((one) => `${one.name}: ${one.next.reason}`);
  const ignored = alarms.filter(({ handsOff }) => handsOff !== undefined);
  const words = [...others, ...ignored.map(({ name, handsOff }) => `${name}: ${handsOff}`)];
  return words.length === 0 ? decision : { ...decision, reason: [decision.reason, ...words].join('; ') };
}
