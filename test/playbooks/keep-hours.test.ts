import { beforeEach, describe, expect, it } from 'vitest';
import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import { createFleet, HOME, plantOf, type Running, readsOf } from '../../prove/worlds/hours/fleet.ts';
import { keepHours as execute } from '../../shared/actions/hours/keep-hours.ts';
import type { Ledger } from '../../shared/deps.ts';
import { isHoursAction } from '../../shared/domain/action.ts';
import type { Attempt, Decision } from '../../shared/domain/decision.ts';
import type { IncidentRecord } from '../../shared/domain/incident.ts';
import type { Gathered, Situation } from '../../shared/domain/playbook.ts';
import type { ScheduleSignal } from '../../shared/domain/signal.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { keepHours } from '../../shared/playbooks/keep-hours.ts';
import { checkHours } from '../../shared/playbooks/scaling/hours-check.ts';
import { decideHours } from '../../shared/playbooks/scaling/hours-decision.ts';
import type { HoursFacts } from '../../shared/playbooks/scaling/hours-facts.ts';
import { gatherSchedule } from '../../shared/playbooks/scaling/hours-schedule.ts';
import type { HoursSettings } from '../../shared/playbooks/scaling/hours-schema.ts';
import { accountTarget, scheduleTarget } from '../../shared/playbooks/scaling/hours-targets.ts';
import { gatherTick } from '../../shared/playbooks/scaling/hours-tick.ts';
import { decodeConfig } from '../../shared/runtime/config/index.ts';
import { incidentRef } from '../support/incidents.ts';

const OFFICE = {
  name: 'Office hours',
  timezone: 'Europe/Berlin',
  up: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '19:00' }],
  services: [{ cluster: 'staging', name: '*' }],
  groups: ['hosts'],
};
const NIGHTLY = { ...OFFICE, name: 'Nightly', up: [], groups: [] };
const FRIDAY_NIGHT = '2026-11-27T19:02:00Z';
const FRIDAY_NOON = '2026-11-27T12:00:00Z';
const MONDAY_MORNING = '2026-11-30T06:01:00Z';

let fleet: readonly Running[];
let ledger: Ledger;
let config = decodeConfig('mode: act', 'test');
let attempts: Attempt[];

beforeEach(() => {
  const { table, client } = openMemoryDatabase();
  fleet = createFleet();
  ledger = createLedger({ name: table, client: async () => client, clock: () => 0 });
  config = decodeConfig('mode: act', 'test');
  attempts = [];
});

function settingsWith(schedules: readonly object[] = [OFFICE], warnMinutes = 0): HoursSettings {
  return keepHours.settings.parse({ schedules, warnMinutes });
}

function situation(kind: 'tick' | 'schedule', at: string, before?: unknown): Situation {
  const target = kind === 'tick' ? accountTarget(HOME) : scheduleTarget(HOME, OFFICE.name);
  const incident = incidentRef({ playbook: 'keep-hours', target });
  const mark = { id: 'tick-1', at, group: 'tick' };
  const record: IncidentRecord = {
    ...{ key: incident.key, generation: 1, state: 'open', acts: [], quiet: [] },
    marks: [mark],
  };
  const hours = () => ledger.hours(HOME);
  return { incident, record, attempts, now: Date.parse(at), config, hours, before };
}

/** One round of a schedule's incident, carried out where it says so. */
async function round(
  at: string,
  settings = settingsWith(),
  before?: unknown,
): Promise<Gathered<HoursFacts> & { readonly decision: Decision }> {
  const gathered = await gatherSchedule(situation('schedule', at, before), readsOf(fleet), settings);
  const decision = decideHours(gathered.facts, settings, Date.parse(at));
  for (const action of decision.type === 'act' ? decision.actions.filter(isHoursAction) : []) {
    const port = { plant: plantOf(fleet, { writes: 0 }), store: ledger };
    attempts.push({ action, result: await execute(action, port), at });
  }
  return { ...gathered, decision };
}

async function dueAt(at: string, settings = settingsWith()) {
  const { facts, evidence } = await gatherTick(situation('tick', at), readsOf(fleet), settings);
  const decision = decideHours(facts, settings, Date.parse(at));
  const passedOn = decision.type === 'nothing' ? (decision.passOn ?? []) : [];
  return { decision, names: passedOn.map(({ target }) => target.name), lines: evidence.list?.lines ?? [] };
}

const desiredCounts = () => fleet.map(({ capacity }) => capacity.desired);

describe('keep-hours, triage', () => {
  const TICK: ScheduleSignal = {
    ...{ kind: 'schedule.tick', id: 'tick-1', schedule: 'keep-hours', ...HOME },
    occurredAt: '2026-11-27T12:20:00Z',
  };

  it('looks at every tick of its own, and of no other playbook', () => {
    const heard = keepHours.triage(TICK, null, settingsWith(), []);
    const other = keepHours.triage({ ...TICK, schedule: 'clean-images' }, null, settingsWith(), []);

    expect(heard).toMatchObject({ type: 'respond', target: { kind: 'account', name: 'scaling' } });
    expect(other.type).toBe('ignore');
  });

  it('looks once an hour for what still sleeps when no schedule is left', () => {
    const onTheHour = { ...TICK, occurredAt: '2026-11-27T12:03:00Z' };

    expect(keepHours.triage(TICK, null, settingsWith([]), []).type).toBe('ignore');
    expect(keepHours.triage(onTheHour, null, settingsWith([]), []).type).toBe('respond');
  });
});

describe('keep-hours, a tick', () => {
  it('is silent, and hands on what is due', async () => {
    const night = await dueAt(FRIDAY_NIGHT);
    const noon = await dueAt(FRIDAY_NOON);

    expect(night.decision).toMatchObject({ type: 'nothing', silent: true });
    expect(night.names).toEqual(['Office hours']);
    expect(noon.names).toEqual([]);
    expect(noon.decision.reason).toBe('all schedules are up and nothing sleeps: nothing to do');
  });

  it('says which of two schedules wins, and why', async () => {
    Object.assign(fleet[1] ?? {}, { tags: { 'watchkeeper:hours': 'Nightly' } });

    const { lines } = await dueAt(FRIDAY_NIGHT, settingsWith([OFFICE, NIGHTLY]));

    expect(lines).toEqual([
      'Office hours: off hours until Mon 30 Nov 07:00 (Europe/Berlin)',
      'Nightly: off hours until further notice',
      'staging/plain: desired 3; the first in the file, before Nightly -> Office hours: goes to sleep',
      'staging/scaled: desired 4, 2–6 allowed; by the tag watchkeeper:hours -> Nightly: goes to sleep',
      'hosts: desired 2, 1–4 allowed -> Office hours: goes to sleep',
    ]);
  });

  it('leaves alone what a tag, a rule or a stricter mode protects, and takes the rest', async () => {
    Object.assign(fleet[0] ?? {}, { tags: { 'watchkeeper:protected': 'yes' } });
    Object.assign(fleet[2] ?? {}, { tags: { 'watchkeeper:mode': 'observe' } });
    config = decodeConfig('mode: act\nprotect: [{ cluster: "*", name: scaled, reason: theirs }]', 'test');

    const { names, lines } = await dueAt(FRIDAY_NIGHT);

    expect(names).toEqual([]);
    expect(lines.slice(1)).toEqual([
      expect.stringContaining('left alone: the tag watchkeeper:protected is yes -> Office hours: stays as'),
      expect.stringContaining('left alone: protected: theirs'),
      expect.stringContaining('left alone: its own mode is observe'),
    ]);
  });
});

describe('keep-hours, a schedule', () => {
  it('puts services to sleep before groups, and tells of all in one message', async () => {
    const { decision, evidence } = await round(FRIDAY_NIGHT);

    expect(decision).toMatchObject({ type: 'act', thenDecideAgain: true });
    expect(decision.reason).toBe('Office hours is off hours until Mon 30 Nov 07:00 (Europe/Berlin)');
    expect(evidence.headline).toBe(
      'Office hours: 2 services and 1 group asleep until Mon 30 Nov 07:00 (Europe/Berlin)',
    );
    expect(attempts[0]?.action).toMatchObject({
      sleepers: [{ name: 'plain' }, { name: 'scaled' }, { name: 'hosts' }],
    });
    expect(desiredCounts()).toEqual([0, 0, 0]);
    const end = await round(FRIDAY_NIGHT);
    expect(end.decision).toMatchObject({ type: 'nothing', silent: true });
    expect(end.evidence.headline).toBe(evidence.headline);
    expect(end.evidence.list?.lines).toContain('staging/scaled: desired 4, 2–6 allowed');
  });

  it('wakes groups before services, with exactly what each had', async () => {
    const before = fleet.map(({ capacity }) => capacity);
    await round(FRIDAY_NIGHT);
    attempts = [];

    const { decision, evidence } = await round(MONDAY_MORNING);

    expect(decision.reason).toBe('Office hours is up until Mon 30 Nov 19:00 (Europe/Berlin)');
    expect(attempts[0]?.action).toMatchObject({ sleepers: [{ name: 'hosts' }, {}, {}] });
    expect(fleet.map(({ capacity }) => capacity)).toEqual(before);
    expect((await ledger.hours(HOME)).saved).toEqual([]);
    expect((await round(MONDAY_MORNING)).evidence.headline).toBe(evidence.headline);
  });

  it('leaves what somebody changed while it slept, says once what it had, and forgets it', async () => {
    await round(FRIDAY_NIGHT);
    Object.assign(fleet[0] ?? {}, { capacity: { desired: 1 } });
    attempts = [];

    const first = await round(MONDAY_MORNING);
    const last = await round(MONDAY_MORNING, settingsWith(), first.facts);

    expect(desiredCounts()).toEqual([1, 4, 2]);
    expect(first.evidence.list?.lines.join()).toContain(
      'somebody changed it while it was asleep: now desired 1; it had desired 3',
    );
    expect(attempts[0]?.result.reason).toContain('woke 2 of 3; left as they are: plain: somebody changed');
    expect(last.decision).toMatchObject({ type: 'nothing', nextStep: expect.stringContaining('One was') });
    expect((await dueAt(MONDAY_MORNING)).names).toEqual([]);
  });

  it('is up as long as somebody wants it to be, and asleep again afterwards', async () => {
    await round(FRIDAY_NIGHT);
    const until = '2026-11-27T21:30:00.000Z';
    await ledger.stayAwake(HOME, { schedule: OFFICE.name, until, by: 'U0123456789', at: FRIDAY_NIGHT });

    const woken = await round('2026-11-27T20:00:00Z');

    expect(woken.decision.reason).toBe(
      'Office hours is up until Fri 27 Nov 22:30 (Europe/Berlin), as somebody asked',
    );
    expect(desiredCounts()).toEqual([3, 4, 2]);
    attempts = [];
    await round('2026-11-27T21:31:00Z');
    expect(desiredCounts()).toEqual([0, 0, 0]);
  });

  it('wakes what keeps no schedule any more, while the rest sleeps on', async () => {
    await round(FRIDAY_NIGHT);
    Object.assign(fleet[1] ?? {}, { tags: { 'watchkeeper:hours': 'none' } });

    const { decision } = await round('2026-11-28T12:00:00Z');

    expect(decision.reason).toBe('they keep Office hours no more');
    expect(desiredCounts()).toEqual([0, 4, 0]);
  });

  it('tells before it sleeps, if people want that, and waits', async () => {
    const settings = settingsWith([OFFICE], 15);
    const early = '2026-11-27T17:50:00Z';

    const { names } = await dueAt(early, settings);
    const { decision, evidence, group } = await round(early, settings);

    expect(names).toEqual(['Office hours']);
    expect(decision).toMatchObject({ type: 'wait', seconds: 600 });
    expect(evidence.headline).toBe(
      'Office hours: 2 services and 1 group soon asleep until Mon 30 Nov 07:00 (Europe/Berlin)',
    );
    expect(group).toBe((await round('2026-11-27T18:00:00Z', settings)).group);
    expect(desiredCounts()).toEqual([0, 0, 0]);
  });

  it('gives up on what two tries could not move, and holds only when all are there', async () => {
    const { decision } = await round(FRIDAY_NIGHT);
    const plan = decision.type === 'act' ? decision : undefined;
    const check = () =>
      plan && checkHours(plan, situation('schedule', FRIDAY_NIGHT), readsOf(fleet), settingsWith());
    expect(await check()).toMatchObject({ type: 'held' });
    const [saved] = (await ledger.hours(HOME)).saved;
    Object.assign(fleet[0] ?? {}, { capacity: { desired: 3 } });
    if (saved) await ledger.forgetCapacity(HOME, saved);
    attempts.push(...attempts);

    expect(await check()).toMatchObject({ type: 'waiting', reason: '2 of 3 as they should be' });
    const last = await round(FRIDAY_NIGHT);

    expect(last.decision).toMatchObject({ reason: '1 could not be put to sleep, in two tries' });
  });
});

describe('keep-hours, afterwards', () => {
  const { quietSeconds } = keepHours;
  const target = scheduleTarget(HOME, OFFICE.name);

  it('says once what it would do, and asks once', () => {
    const WEEK = 7 * 24 * 3600;
    const denied = { type: 'failed', code: 'approval-denied', reason: '' } as const;

    expect(quietSeconds({ type: 'observed', by: 'mode', reason: '' }, settingsWith(), target)).toBe(WEEK);
    expect(quietSeconds(denied, settingsWith(), target)).toBe(WEEK);
    expect(quietSeconds({ type: 'held', reason: '' }, settingsWith(), target)).toBeUndefined();
  });
});

describe('keep-hours, settings', () => {
  it.each([
    ['a zone that is none', { timezone: 'Europe/Berln' }],
    ['an offset for a zone', { timezone: '+01:00' }],
    ['an empty window', { up: [{ days: ['mon'], from: '07:00', to: '07:00' }] }],
    ['a day that the calendar has not', { off: ['2026-02-30'] }],
    ['a name that no tag can have', { name: 'a/b' }],
  ])('refuse %s', (_what, change) => {
    expect(() => settingsWith([{ ...OFFICE, ...change }])).toThrow();
  });

  it('refuse two schedules of one name', () => {
    expect(() => settingsWith([OFFICE, OFFICE])).toThrow('two schedules have the same name');
  });
});
