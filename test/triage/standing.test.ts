import { describe, expect, it } from 'vitest';
import type { IncidentRecord, Trigger } from '../../shared/domain/incident.ts';
import type { Mark } from '../../shared/domain/mark.ts';
import type { Failure } from '../../shared/triage/group.ts';
import { incidentId, incidentRef, staleMarks, standing } from '../../shared/triage/standing.ts';
import { mark, NOW, SERVICE } from '../support/incidents.ts';

const COUNT: Trigger = { type: 'count', reason: 'it failed', windowSeconds: 600, threshold: 2 };
const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;

function record(change: Partial<IncidentRecord> = {}): IncidentRecord {
  return { key: 'key', state: 'closed', generation: 1, marks: [], acts: [], quiet: [], ...change };
}

/** A failure so many seconds before now. */
function ago(seconds: number, id: string, group = 'api:1'): Mark {
  return mark(id, { at: new Date(NOW - seconds * SECOND).toISOString(), group });
}

const iso = (moment: number) => new Date(moment).toISOString();
/** People know of revision 1 until now. */
const TOLD = [{ group: 'api:1', until: iso(NOW), generation: 1 }];

describe('shared/triage/standing', () => {
  it('joins an open incident whose owner is believed alive, and no other', () => {
    const marks = [ago(20, 'a'), ago(10, 'b')];
    const open = { state: 'open', marks } as const;

    const alive = standing(record({ ...open, leaseUntil: iso(NOW + 1) }), COUNT, NOW);

    expect(alive).toEqual({ type: 'joined', reason: 'its incident is open' });
    expect(standing(record({ ...open, leaseUntil: iso(NOW) }), COUNT, NOW).type).toBe('open');
    expect(standing(record(open), COUNT, NOW).type).toBe('open');
    expect(standing(record({ marks, leaseUntil: iso(NOW + 1) }), COUNT, NOW).type).toBe('open');
  });

  it('is quiet about what people were told of, and says until when', () => {
    const told = record({ marks: [ago(20, 'a'), ago(10, 'b')], quiet: TOLD });

    expect(standing(told, COUNT, NOW)).toEqual({
      type: 'quiet',
      reason: `api:1 was told of; quiet until ${iso(NOW)}`,
    });
  });

  it('counts only what is news', () => {
    const marks = [ago(20, 'a'), ago(10, 'b', 'api:2')];
    const told = record({ marks, quiet: TOLD });

    expect(standing(told, { ...COUNT, threshold: 1 }, NOW).reason).toContain('1 failures within 10 min');
    expect(standing(told, COUNT, NOW)).toEqual({
      type: 'counting',
      reason: '1 of 2 failures within 10 min',
    });
  });

  it('opens at once where each failure is answered, with its reason', () => {
    const trigger = { type: 'respond', reason: 'a job failed' } as const;

    expect(standing(record({ marks: [ago(10, 'a')] }), trigger, NOW)).toEqual({
      type: 'open',
      reason: 'a job failed',
    });
  });

  it.each([
    ['the ends of one window', [ago(600, 'a'), ago(0, 'b')], 'open'],
    ['a second more', [ago(601, 'a'), ago(0, 'b')], 'counting'],
    ['two revisions', [ago(20, 'a'), ago(10, 'b', 'api:2')], 'counting'],
    ['one revision more often than another', [ago(30, 'a'), ago(20, 'b'), ago(10, 'c', 'api:2')], 'open'],
  ])('looks at one window of one revision: %s', (_name, marks, type) => {
    expect(standing(record({ marks }), COUNT, NOW).type).toBe(type);
  });

  it('says how many failures were enough', () => {
    const marks = [ago(30, 'a'), ago(20, 'b'), ago(10, 'c')];

    expect(standing(record({ marks }), COUNT, NOW).reason).toBe('3 failures within 10 min, 2 are enough');
  });

  it('hands the rule on by which a failure opened its incident', () => {
    const base = { target: SERVICE, mark: ago(0, 'a'), severity: 'warning', reason: 'it failed' } as const;
    const failure = (triage: Failure['triage']) => ({ recordId: 'r', playbook: 'p', key: 'key', triage });

    const counted = incidentRef(
      failure({ ...base, type: 'count', windowSeconds: 600, threshold: 5 }),
      2,
      NOW,
    );
    const answered = incidentRef(failure({ ...base, type: 'respond' }), 2, NOW);

    const trigger = { type: 'count', reason: 'it failed', windowSeconds: 600, threshold: 5 };
    expect(counted).toEqual({
      key: 'key',
      id: incidentId('key', 2),
      generation: 2,
      playbook: 'p',
      target: SERVICE,
      severity: 'warning',
      trigger,
      openedAt: iso(NOW),
    });
    expect(answered.trigger).toEqual({ type: 'respond', reason: 'it failed' });
  });

  it('names an incident by its key and generation, short enough for an execution', () => {
    expect(incidentId('key', 1)).toMatch(/^inc-[0-9a-f]{16}$/);
    expect(incidentId('key', 2)).not.toBe(incidentId('key', 1));
    expect(incidentId('other', 1)).not.toBe(incidentId('key', 1));
  });

  it('forgets what is older than a day, once there are fifty of it', () => {
    const old = Array.from({ length: 50 }, (_, index) => ago(DAY / SECOND + 1, `old-${index}`));
    const aDay = ago(DAY / SECOND, 'a day');

    expect(staleMarks(record({ marks: [...old, aDay] }), NOW)).toEqual(old);
    expect(staleMarks(record({ marks: [...old.slice(1), aDay] }), NOW)).toEqual([]);
  });

  it('forgets what is no news, lest it take the place of what is', () => {
    const quiet = Array.from({ length: 50 }, (_, index) => ago(60, `quiet-${index}`));
    const news = ago(60, 'news', 'api:2');
    const told = record({ marks: [...quiet, news], quiet: TOLD });

    expect(staleMarks(told, NOW)).toEqual(quiet);
  });
});
