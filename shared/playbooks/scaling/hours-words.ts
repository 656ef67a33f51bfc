import { DateTime } from 'luxon';
import { clusterName } from '../../domain/arn.ts';
import type { Sleeper } from '../../domain/hours.ts';
import { capacityText } from '../../scaling/hours/capacity.ts';
import type { Fate } from '../../scaling/hours/reconcile.ts';
import type { Wanted } from '../../scaling/hours/winner.ts';

/** "until Mon 30 Nov 07:00 (Europe/Berlin)", or "until further notice". `until` in milliseconds since the epoch. */
export function periodText({ until }: Pick<Wanted, 'until'>, timezone: string): string {
  if (until === undefined) return 'until further notice';
  const local = DateTime.fromMillis(until, { zone: timezone }).setLocale('en');
  return `until ${local.toFormat('ccc d LLL HH:mm')} (${timezone})`;
}

/** What an incident of a schedule is about: one period of sleep, or of being up. */
export function groupOf({ up, until }: Wanted): string {
  const end = until === undefined ? 'further notice' : new Date(until).toISOString();
  return `${up ? 'awake' : 'asleep'} until ${end}`;
}

/** "14 services and 2 groups". */
export function countText(sleepers: readonly Sleeper[]): string {
  const services = sleepers.filter(({ kind }) => kind === 'service').length;
  const groups = sleepers.length - services;
  const parts = [services > 0 && plural(services, 'service'), groups > 0 && plural(groups, 'group')];
  return parts.filter(Boolean).join(' and ') || 'nothing';
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** "staging/api: desired 3, 2–6 allowed; by the tag watchkeeper:hours": what it has, or will be given back. */
export function fateLine({ sleeper, capacity, why, left }: Fate): string {
  const notes = [why, left && `left alone: ${left}`].filter(Boolean).join('; ');
  return `${nameOf(sleeper)}: ${capacityText(capacity)}${notes && `; ${notes}`}`;
}

export function nameOf(sleeper: Sleeper): string {
  return sleeper.kind === 'service' ? `${clusterName(sleeper.clusterArn)}/${sleeper.name}` : sleeper.name;
}
