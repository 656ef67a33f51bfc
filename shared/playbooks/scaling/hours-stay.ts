import { DateTime } from 'luxon';
import { type Home, LONGEST_STAY_MS, type StayOffer } from '../../domain/hours.ts';
import { stateAt } from '../../scaling/hours/clock.ts';
import type { Schedule } from '../../scaling/hours/schedule.ts';
import type { Roll } from './hours-schedule.ts';

/** Where something sleeps, is about to, or would if nobody had asked, people may ask for it to be up. */
export function stayOffer(
  home: Home,
  schedule: Schedule | undefined,
  { fates, wanted, warning }: Pick<Roll, 'fates' | 'wanted' | 'warning'>,
  now: number,
): StayOffer | undefined {
  const sleeps = !wanted.up && fates.some(({ saved }) => saved !== undefined);
  if (schedule === undefined || !(sleeps || warning || wanted.override)) return undefined;
  const start = nextStart(schedule, now);
  const near = start !== undefined && start - now <= LONGEST_STAY_MS ? start : undefined;
  return {
    ...home,
    schedule: schedule.name,
    expiresAt: new Date(near ?? now + LONGEST_STAY_MS).toISOString(),
    ...(near !== undefined && { start: { at: new Date(near).toISOString(), name: nameOf(near, schedule) } }),
    ...(wanted.override && { wish: wanted.override }),
  };
}

/** By the clock alone: when it is up again after it was not. */
function nextStart(schedule: Schedule, now: number): number | undefined {
  const { up, until } = stateAt(schedule, now);
  return up && until !== undefined ? stateAt(schedule, until).until : until;
}

function nameOf(at: number, { timezone }: Schedule): string {
  return DateTime.fromMillis(at, { zone: timezone }).setLocale('en').toFormat('ccc HH:mm');
}
