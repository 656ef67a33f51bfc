import type { Decision, Occurrence } from '../../domain/decision.ts';
import type { Sleeper } from '../../domain/hours.ts';
import type { HoursAction } from '../../domain/hours-action.ts';
import type { HoursFacts, ScheduleFacts, TickFacts } from './hours-facts.ts';
import type { HoursSettings } from './hours-schema.ts';
import { due } from './hours-targets.ts';
import { countText } from './hours-words.ts';

/** Sleepers in one action: a second or two each, and a guardrail allows no more. */
const PER_ACTION = 50;
/** What was written reads as written within moments. */
const DEADLINE_SECONDS = 120;

/** `now` in milliseconds since the epoch. */
export function decideHours(facts: HoursFacts, _settings: HoursSettings, now: number): Decision {
  return facts.about === 'account' ? handOn(facts) : keepSchedule(facts, now);
}

/** Silent: the schedules that have something to do tell of it themselves. */
function handOn({ home, tick, due: schedules, watched }: TickFacts): Decision {
  const passOn = schedules.map(
    ({ schedule, group, reason }): Occurrence => due(home, schedule, { ...tick, group }, reason),
  );
  const all =
    watched === undefined ? 'all schedules are up and nothing sleeps' : `${watched} keep a schedule`;
  const reason =
    passOn.length > 0
      ? `${passOn.length === 1 ? '1 schedule has' : `${passOn.length} schedules have`} something to do: ${schedules.map((one) => one.schedule).join(', ')}`
      : `${all}: nothing to do`;
  return { type: 'nothing', reason, silent: true, passOn };
}

function keepSchedule(facts: ScheduleFacts, now: number): Decision {
  const { schedule, period, work, warning, stuck, left } = facts;
  if (work.length > 0) return act(facts);
  if (stuck > 0) return gaveUp(facts);
  if (warning && warning.at > now) {
    const seconds = Math.ceil((warning.at - now) / 1000);
    return { type: 'wait', reason: `${schedule} ends soon: ${warning.sleepers} go to sleep then`, seconds };
  }
  if (left > 0) return { type: 'nothing', reason: `${schedule} ${period}`, nextStep: leftStep(left) };
  const asked = facts.isAsked ? ', as somebody asked' : '';
  return { type: 'nothing', reason: `nothing is left to do ${period}${asked}`, silent: true, released: true };
}

function leftStep(left: number): string {
  const who = left === 1 ? 'One was' : `${left} were`;
  return `${who} changed by somebody while asleep, and stay so: set by hand what the list says each had, if it is wanted`;
}

function gaveUp({ does, stuck }: ScheduleFacts): Decision {
  const verb = does === 'sleep' ? 'put to sleep' : 'woken';
  const reason = `${stuck} could not be ${verb}, in two tries`;
  const nextStep =
    'What each had is saved, and in the list: see why it failed in the thread, and set it by hand';
  return {
    type: 'nothing',
    reason,
    nextStep: does === 'sleep' ? 'See why it failed in the thread' : nextStep,
  };
}

function act(facts: ScheduleFacts): Decision {
  const { does, work, later } = facts;
  const rest = later > 0 ? `; ${later} more follow` : '';
  return {
    type: 'act',
    reason: reasonFor(facts) + rest,
    actions: chunksOf(work).map((sleepers) => actionFor(facts, sleepers)),
    success: `${countText(work)} ${does === 'sleep' ? 'asleep' : 'given back what was saved'}`,
    deadlineSeconds: DEADLINE_SECONDS,
    holdSeconds: 0,
    thenDecideAgain: true,
    // The clock says when: this is no remedy that may have failed.
    ownCooldown: true,
  };
}

function reasonFor({ schedule, does, isUp, period, isAsked }: ScheduleFacts): string {
  if (does === 'sleep') return `${schedule} is off hours ${period}`;
  if (!isUp) return `they keep ${schedule} no more`;
  return `${schedule} is up ${period}${isAsked ? ', as somebody asked' : ''}`;
}

function chunksOf(sleepers: readonly Sleeper[]): readonly (readonly Sleeper[])[] {
  const count = Math.ceil(sleepers.length / PER_ACTION);
  return Array.from({ length: count }, (_, index) =>
    sleepers.slice(index * PER_ACTION, (index + 1) * PER_ACTION),
  );
}

function actionFor(
  { home, scheduleArn: target, schedule, does, isUp, period: until }: ScheduleFacts,
  sleepers: readonly Sleeper[],
): HoursAction {
  const period = does === 'wake' && !isUp ? 'without a schedule' : until;
  const base = { ...home, target, risk: 'medium', schedule, period } as const;
  const sleep = { ...base, kind: 'hours.sleep', sleepers } as const;
  const wake = { ...base, kind: 'hours.wake', sleepers } as const;
  const back = sleepers.toReversed();
  return does === 'sleep'
    ? { ...sleep, inverse: { ...wake, sleepers: back } }
    : { ...wake, inverse: { ...sleep, sleepers: back } };
}
