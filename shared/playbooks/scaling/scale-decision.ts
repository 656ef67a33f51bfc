import type { Decision } from '../../domain/decision.ts';
import type { ScaleSettings } from './rules-schema.ts';
import type { CapacityScaleFacts, HeardAlarm } from './scale-facts.ts';
import { suspended, whyNotOurs, whyStuck } from './scale-obstacles.ts';
import { scalePlan } from './scale-plan.ts';
import { type Ask, asksOf, isLive, strongest } from './weigh.ts';

/** So many looks are one incident: what goes on then is watched by the next, since no response may go on for ever. */
const LOOKS = 30;
const SOON_SECONDS = 60;
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
  const ask = strongest(asks);
  if (ask === undefined) return noAlarm(facts);
  const decision = withOthers(answerTo(ask, facts, settings), ask, asks, facts);
  return decision.type === 'nothing' || facts.looks < LOOKS ? decision : handOn(facts, now);
}

function answerTo(ask: Ask, facts: CapacityScaleFacts, settings: ScaleSettings): Decision {
  const { next, scalable } = ask;
  const reason = `alarm ${ask.name}: ${next.reason}`;
  switch (next.type) {
    case 'change':
      return suspended(scalable, next.to, reason) ?? scalePlan(facts, ask, next.to, reason, settings);
    case 'limit':
      return { type: 'nothing', reason, nextStep: moreRoom(facts, ask.rule.max, next.wanted) };
    case 'wait':
      return { type: 'wait', seconds: Math.max(SOON_SECONDS, next.seconds), reason };
    case 'unknown':
      return facts.looks < BLIND_LOOKS
        ? { type: 'wait', seconds: SOON_SECONDS, reason }
        : { type: 'nothing', reason };
    case 'stay':
      if (isAtRest(facts, ask)) return settled(facts, reason);
      // No event comes while an alarm stays in ALARM, so somebody must look again.
      return { type: 'wait', seconds: SOON_SECONDS, reason, silent: true };
  }
}

/** Low alarms at the minimum: nothing is left to take away, and what asks for more is an event of its own. */
function isAtRest({ alarms }: CapacityScaleFacts, { scalable, rule }: Ask): boolean {
  return scalable.desired <= rule.min && alarms.filter(isLive).every(({ alarm }) => isLow(alarm));
}

function isLow(alarm: HeardAlarm['alarm']): boolean {
  return alarm?.comparison?.startsWith('Less') === true;
}

/** The alarms that go on are marked anew, so that the end of this incident opens the next one. */
function handOn({ target, alarms, attempts }: CapacityScaleFacts, now: number): Nothing {
  const at = new Date(now).toISOString();
  const live = alarms.filter(isLive);
  const reason = `${live.map(stateOf).join(', ')}: watched on`;
  const passOn = live.map(({ name }) => {
    const mark = { at, id: `${name}@${at}`, group: name, data: name };
    return { type: 'respond', target, mark, severity: 'warning', reason } as const;
  });
  return { ...settled({ attempts }, reason), passOn };
}

function moreRoom({ resource }: CapacityScaleFacts, max: number, wanted: number): string {
  return `raise max of the rule for ${resource} from ${max} to ${wanted} or more, if its budget and what it talks to can take that`;
}

function noAlarm({ alarms, attempts }: CapacityScaleFacts): Nothing {
  const off = alarms.find(({ handsOff }) => handsOff !== undefined);
  const held = `${off?.name}: ${off?.handsOff}`;
  if (off && attempts.length === 0) return over(held);
  if (off?.alarm?.state === 'ALARM') return { type: 'nothing', reason: held, released: true };
  const reason = `${alarms.map(stateOf).join(', ')}: nothing is left to scale`;
  return settled({ attempts }, reason);
}

function settled({ attempts }: Pick<CapacityScaleFacts, 'attempts'>, reason: string): Nothing {
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
