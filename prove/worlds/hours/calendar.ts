import type { StayAwake } from '../../../shared/domain/hours.ts';
import { keepHours } from '../../../shared/playbooks/keep-hours.ts';
import type { HoursSettings } from '../../../shared/playbooks/scaling/hours-schema.ts';
import type { Running } from './fleet.ts';

const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];
const WEEK = [...WORKDAYS, 'sat', 'sun'];
const HOUR = 3600_000;

const OFFICE = {
  name: 'Office',
  timezone: 'UTC',
  up: [{ days: WORKDAYS, from: '07:00', to: '19:00' }],
  services: [{ cluster: 'staging', name: '*' }],
  groups: ['hosts'],
};
const LAB = {
  name: 'Lab',
  timezone: 'UTC',
  up: [{ days: WEEK, from: '10:00', to: '22:00' }],
  services: [{ cluster: 'staging', name: 'scaled' }],
  groups: ['hosts'],
};

/** What people may have configured: both in either order, one, or none any more. */
export const CONFIGURED = [[OFFICE, LAB], [LAB, OFFICE], [LAB], []] as const;

export function settingsOf(schedules: (typeof CONFIGURED)[number]): HoursSettings {
  return keepHours.settings.parse({ schedules });
}

/** Said a second time, in another way: whether a target is to be up. What keeps no schedule is. */
export function isUp(
  { sleeper, tags }: Running,
  { schedules }: HoursSettings,
  awake: readonly StayAwake[],
  now: number,
): boolean {
  const names = schedules.map(({ name }) => name);
  const covering = sleeper.name === 'plain' ? names.filter((name) => name === 'Office') : names;
  const tag = tags['watchkeeper:hours'];
  const name = tag === undefined ? covering[0] : names.find((one) => one === tag);
  if (name === undefined) return true;
  if (awake.some((one) => one.schedule === name && Date.parse(one.until) > now)) return true;
  const hour = new Date(now).getUTCHours();
  const weekend = [0, 6].includes(new Date(now).getUTCDay());
  return name === 'Office' ? !weekend && hour >= 7 && hour < 19 : hour >= 10 && hour < 22;
}

export { HOUR };
