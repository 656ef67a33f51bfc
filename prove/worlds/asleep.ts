import type { Database } from '../../local/database.ts';
import { exampleAsking } from '../../local/slack/example.ts';
import type { StayAwake } from '../../shared/domain/hours.ts';
import { APPROVERS, openQuestion, type Question, START } from './question.ts';

const HOME = { account: '123456789012', region: 'eu-west-1' };
const SCHEDULE = 'Office hours';
const HOUR = 3_600_000;
/** When it is up again by the clock. */
export const NEXT_START = START + 60 * HOUR;

/** A schedule sleeps and its incident is closed: the message stays, with the offer to be awake. */
export async function fallAsleep(database: Database, key: string): Promise<Question> {
  const { approval: _approval, ...shown } = exampleAsking;
  const expiresAt = new Date(NEXT_START).toISOString();
  const offer = { ...HOME, schedule: SCHEDULE, expiresAt, start: { at: expiresAt, name: 'Mon 07:00' } };
  const view = {
    ...shown,
    incident: { ...shown.incident, key },
    phase: 'closed',
    stay: { ...offer, planHash: 'stay-awake' },
  } as const;
  const stay = { ...HOME, schedule: SCHEDULE };
  const approval = { planHash: 'stay-awake', expiresAt, approvers: APPROVERS, stay };
  const asleep = await openQuestion(database, view, approval);
  const at = new Date(START).toISOString();
  await asleep.ledger.close(view.incident, 'execution-1', { at, seen: [], offer: approval });
  return asleep;
}

/** What people want by now. */
export async function wishes({ ledger }: Pick<Question, 'ledger'>): Promise<readonly StayAwake[]> {
  return (await ledger.hours(HOME)).awake;
}
